import type { ByteRange } from "./ranges";

/** `bytes 0-9/100`, or with `*` for the total. */
export function parseContentRange(text: string | undefined): (ByteRange & { totalBytes: number | null }) | null {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(text?.trim() ?? "");
  if (match === null) return null;
  const [start, last] = [Number(match[1]), Number(match[2])];
  if (last < start) return null;
  return { start, end: last + 1, totalBytes: match[3] === "*" ? null : Number(match[3]) };
}
