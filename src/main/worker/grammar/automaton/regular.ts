import type { CharacterSet } from "./character-set";

/** A regular language as an expression over sets of characters. */
export type Regular =
  | { readonly type: "set"; readonly set: CharacterSet }
  | { readonly type: "sequence"; readonly items: readonly Regular[] }
  | { readonly type: "choice"; readonly items: readonly Regular[] }
  /** `max` null: without limit. */
  | { readonly type: "repeat"; readonly item: Regular; readonly min: number; readonly max: number | null };

export function ofSet(set: CharacterSet): Regular {
  return { type: "set", set };
}

export function sequence(...items: readonly Regular[]): Regular {
  return { type: "sequence", items };
}

export function choice(...items: readonly Regular[]): Regular {
  return { type: "choice", items };
}

export function repeat(item: Regular, min: number, max: number | null): Regular {
  return { type: "repeat", item, min, max };
}

export function word(text: string): Regular {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return sequence(...codes.map((code) => ofSet([[code, code]])));
}
