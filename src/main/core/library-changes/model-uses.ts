import { TresorError } from "../../../shared/errors";
import type { Resident } from "../../../shared/shapes/resident";

/** What keeps a model from being removed without a word. */
export interface ModelUses {
  readonly resident: boolean;
  /** Requests that it answers now. */
  readonly leases: number;
  readonly pinned: boolean;
  /** Names that the user has given it. */
  readonly aliases: readonly string[];
}

export interface UseFacts {
  readonly reference: string;
  readonly resident: Pick<Resident, "state" | "leases" | "pinned"> | undefined;
  readonly pinned: readonly string[];
  readonly aliases: readonly string[];
}

/** A load that failed holds nothing. */
export function usesOf({ reference, resident, pinned, aliases }: UseFacts): ModelUses {
  return {
    resident: resident !== undefined && resident.state !== "failed",
    leases: resident?.leases ?? 0,
    pinned: resident?.pinned === true || pinned.includes(reference),
    aliases,
  };
}

/** @throws TresorError `model_in_use` */
export function refuseInUse(reference: string, uses: ModelUses): void {
  const { resident, leases, pinned, aliases } = uses;
  const reasons = [
    ...(resident ? [leases > 0 ? `in memory, with ${leases} running requests` : "in memory"] : []),
    ...(pinned ? ["pinned"] : []),
    ...(aliases.length > 0 ? [`called ${aliases.join(", ")}`] : []),
  ];
  if (reasons.length === 0) return;
  throw new TresorError(
    "model_in_use",
    `${reference} is ${reasons.join(" and ")}. Undo that first, or force it (--force): it leaves memory then, and its names go with it.`,
    { reference, ...uses },
  );
}
