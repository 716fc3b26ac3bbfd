import { TresorError } from "../../../shared/errors";

/** Callers without a key of their own: a key of such a name would pass for one of them. */
const taken: ReadonlySet<string> = new Set(["local", "window", "cli"]);

/** Names are told apart without regard to case. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** @throws TresorError `invalid_request` */
export function refuseTakenName(name: string, others: readonly string[]): void {
  const key = nameKey(name);
  if (taken.has(key)) throw refused(`"${name}" stands for callers without a key; choose another name.`);
  if (others.some((other) => nameKey(other) === key)) {
    throw refused(`There is a key "${name}" already: rotate it for a new secret, or choose another name.`);
  }
}

function refused(message: string): TresorError {
  return new TresorError("invalid_request", message, { field: "name" });
}
