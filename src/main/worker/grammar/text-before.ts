import { escapeCharacter, nothing, type GrammarBuilder } from "./grammar-builder";

/**
 * A rule for any text, also none, after which the closer can stand and is the first closer of the whole: the text neither contains it
 * nor ends in a way that makes one begin earlier, yet may end in a part of it (a value that ends in a newline before "\n</parameter>").
 */
export function textBefore(builder: GrammarBuilder, closer: string): string {
  return textBeforeAny(builder, [closer]);
}

/** As `textBefore`, where the text ends at whichever of the closers comes first. */
export function textBeforeAny(builder: GrammarBuilder, closers: readonly string[]): string {
  const search = new CloserSearch(closers);
  const references = search.prefixes.map(() => builder.reserve("text"));
  const rest = references[0] ?? nothing;
  search.prefixes.forEach((prefix, state) => {
    const reference = references[state];
    if (reference === undefined) return;
    const moves: string[] = search.mayEnd(prefix) ? [nothing] : [];
    const watched: string[] = [];
    for (const character of search.alphabet) {
      const next = search.after(prefix, character);
      if (next === "") continue;
      watched.push(escapeCharacter(character));
      const target = next === null ? undefined : references[search.prefixes.indexOf(next)];
      if (target !== undefined) moves.push(`[${escapeCharacter(character)}] ${target}`);
    }
    moves.push(`[^${watched.join("")}] ${rest}`);
    builder.define(reference, moves.join(" | "));
  });
  return rest;
}

/** The automaton that looks for several words at once. A state is the longest beginning of a closer that the text so far ends in. */
class CloserSearch {
  readonly alphabet: readonly string[];
  readonly prefixes: readonly string[];
  readonly #closers: readonly string[];

  constructor(closers: readonly string[]) {
    if (closers.length === 0 || closers.includes("")) throw new Error("A text needs closers that are not empty.");
    this.#closers = closers;
    const characters = closers.map((closer) => Array.from(closer));
    this.alphabet = [...new Set(characters.flat())];
    const prefixes = characters.flatMap((closer) => closer.map((_, length) => closer.slice(0, length).join("")));
    this.prefixes = [...new Set(prefixes)].filter((prefix) => !closers.some((closer) => prefix.endsWith(closer)));
  }

  /** The state after one more character; null when that completes a closer. */
  after(prefix: string, character: string): string | null {
    const text = prefix + character;
    if (this.#closers.some((closer) => text.endsWith(closer))) return null;
    const suffixes = Array.from(text, (_, index) => Array.from(text).slice(index).join(""));
    return suffixes.find((suffix) => this.prefixes.includes(suffix)) ?? "";
  }

  /** True when any closer that follows now is complete only at its own end. */
  mayEnd(prefix: string): boolean {
    return this.#closers.every((closer) => {
      const characters = Array.from(closer);
      let state: string | null = prefix;
      for (const character of characters.slice(0, -1)) if (state !== null) state = this.after(state, character);
      return state !== null;
    });
  }
}
