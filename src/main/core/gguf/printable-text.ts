/**
 * A text from an untrusted file for a line in a window or a terminal: control characters (with them escape sequences) and
 * direction marks become spaces, runs of white space one, and what is longer than `most` characters ends in "…".
 */
export function printableText(text: string, most: number): string {
  const characters = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim());
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}
