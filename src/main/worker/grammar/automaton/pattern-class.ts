import { complement, ranges, type CharacterSet } from "./character-set";

const digits = ranges("09");
const wordCharacters = ranges("09", "AZ", "az", "__");
const spaces = ranges(
  "\t\r",
  "  ",
  "\u00a0\u00a0",
  "\u1680\u1680",
  "\u2000\u200a",
  "\u2028\u2029",
  "\u202f\u202f",
).concat(ranges("\u205f\u205f", "\u3000\u3000", "\ufeff\ufeff"));

/** What a dot stands for. */
export const anyButLineEnd: CharacterSet = complement(ranges("\n\n", "\r\r", "\u2028\u2029"));

/** Classes by the letter after the backslash, as ECMAScript defines them. */
export const escapedClasses: Readonly<Record<string, CharacterSet>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: spaces,
  S: complement(spaces),
};

/** Single characters by the letter after the backslash. */
export const escapedCharacters: Readonly<Record<string, number>> = {
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  "0": 0x00,
};
