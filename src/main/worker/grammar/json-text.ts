import { intersect, complement, characterClass, contains, ranges, type CharacterSet } from "./automaton/character-set";
import type { GrammarBuilder } from "./grammar-builder";

/** White space after `{`, `[` and `,` and before `}` and `]`: none, one blank, or a new line with its indentation. */
export function gap(builder: GrammarBuilder): string {
  return builder.rule("gap", `(" " | "\\n" " "{0,40})?`);
}

/** The colon after a key. */
export function colon(builder: GrammarBuilder): string {
  return builder.rule("colon", `":" " "?`);
}

/** The comma before the next item, with the white space after it. */
export function comma(builder: GrammarBuilder): string {
  return builder.rule("comma", `"," ${gap(builder)}`);
}

const controls = ranges("\u0000\u001f");
const unescaped: CharacterSet = intersect(complement(controls), complement(ranges('""', "\\\\")));
/** Characters by the letter that escapes them. */
const shortEscapes = [
  ['\\"', '"'],
  ["\\\\", "\\"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
] as const;

/** Any one character of a JSON string, escaped or not; surrogates only in pairs. */
export function stringCharacter(builder: GrammarBuilder): string {
  const hexadecimal = "[0-9a-fA-F]";
  const plain = `([0-9a-cA-CefEF] ${hexadecimal}{3} | [dD] [0-7] ${hexadecimal}{2}`;
  const pair = `[dD] [89abAB] ${hexadecimal}{2} "\\\\u" [dD] [c-fC-F] ${hexadecimal}{2})`;
  const escape = builder.rule("escape", `["\\\\/bfnrt] | "u" ${plain} | ${pair}`);
  return builder.rule("character", `${characterClass(unescaped)} | "\\\\" ${escape}`);
}

/** Any JSON string. */
export function anyString(builder: GrammarBuilder): string {
  return builder.rule("string", `"\\"" ${stringCharacter(builder)}* "\\""`);
}

/** One character of the set inside a JSON string, escaped where it must be and not otherwise. */
export function escapedSet(builder: GrammarBuilder, set: CharacterSet): string {
  const plain = intersect(set, unescaped);
  const letters = shortEscapes.filter(([, character]) => contains(set, character.codePointAt(0) ?? 0));
  const others = intersect(set, controls)
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    .filter((code) => !shortEscapes.some(([, character]) => character.codePointAt(0) === code));
  const escapes = [
    ...(letters.length === 0 ? [] : [`[${letters.map(([letter]) => letter).join("")}]`]),
    ...(others.length === 0 ? [] : [`"u00" (${others.map(hexadecimalLiteral).join(" | ")})`]),
  ];
  const alternatives = plain.length === 0 ? [] : [characterClass(plain)];
  if (escapes.length > 0) alternatives.push(`"\\\\" (${escapes.join(" | ")})`);
  return alternatives.length === 1 ? (alternatives[0] ?? "") : builder.rule("character", alternatives.join(" | "));
}

function hexadecimalLiteral(code: number): string {
  return `"${code.toString(16).padStart(2, "0")}"`;
}
