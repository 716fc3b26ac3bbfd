import { TresorError } from "../../../../shared/errors";
import { fenceLongInteger } from "./exact-numbers";

/** The renderer's own limit is 256, and the message puts some levels around it. */
const deepest = 128;

/**
 * A JSON value with every string of it marked, names of members too.
 *
 * @param field names the value in the error
 * @throws TresorError `invalid_request` for one that is nested too deeply
 */
export function markedValue(value: unknown, mark: (text: string) => string, field: string, depth = 0): unknown {
  if (depth > deepest)
    throw new TresorError("invalid_request", `\`${field}\` is nested more than ${deepest} levels deep; flatten it.`, {
      field,
    });
  if (typeof value === "string") return mark(value);
  if (typeof value === "number") return fenceLongInteger(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => markedValue(item, mark, field, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [mark(name), markedValue(member, mark, field, depth + 1)]),
  );
}
