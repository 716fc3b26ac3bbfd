import { escapeCharacter } from "../grammar-builder";

/** Code points as ranges from–to, both included; ascending, disjoint and not adjacent. Surrogates are in none. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

const lastCodePoint = 0x10ffff;
const surrogates: CharacterSet = [[0xd800, 0xdfff]];
export const everyCharacter: CharacterSet = [
  [0, 0xd7ff],
  [0xe000, lastCodePoint],
];

/** Of "az", "09", "__": pairs of first and last character. */
export function ranges(...pairs: readonly string[]): CharacterSet {
  return unite(
    pairs.map((pair) => {
      const [first = "", last = first] = Array.from(pair);
      return [[first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]];
    }),
  );
}

export function unite(sets: readonly CharacterSet[]): CharacterSet {
  const sorted = sets.flat().sort((left, right) => left[0] - right[0]);
  const united: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = united.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}

export function intersect(left: CharacterSet, right: CharacterSet): CharacterSet {
  const common: [number, number][] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) return common;
    const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (from <= to) common.push([from, to]);
    if (a[1] < b[1]) i += 1;
    else j += 1;
  }
}

export function complement(set: CharacterSet): CharacterSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of unite([set, surrogates])) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) gaps.push([next, lastCodePoint]);
  return gaps;
}

export function contains(set: CharacterSet, code: number): boolean {
  return set.some(([from, to]) => from <= code && code <= to);
}

/** What broken UTF-8 decodes to in the engine, and a class that says what it excludes would let pass. */
const noCharacters = "\\ud800-\\udfff\\U00110000-\\U001fffff";

/** The set as a GBNF class, in its shorter form. */
export function characterClass(set: CharacterSet): string {
  const excluded = complement(set);
  const write = (some: CharacterSet) => some.map(([from, to]) => (from === to ? one(from) : `${one(from)}-${one(to)}`));
  return set.some(([, to]) => to === lastCodePoint) && excluded.length > 0 && excluded.length <= set.length
    ? `[^${write(excluded).join("")}${noCharacters}]`
    : `[${write(set).join("")}]`;
}

function one(code: number): string {
  return escapeCharacter(String.fromCodePoint(code));
}
