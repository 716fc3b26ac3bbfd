import { TresorError } from "../../shared/errors";

/** A time that a flag names, in milliseconds since 1970; a day is its beginning, in local time. @throws TresorError `invalid_request` */
export function momentOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (Number.isFinite(time)) return time;
  throw new TresorError(
    "invalid_request",
    `${flag}: "${text}" is no time; write it like 2026-11-27 or 2026-11-27T14:00.`,
    { field: flag },
  );
}
