/** Long enough that cutting costs nothing, short enough that the square of the markers in it is small. */
const leastCharacters = 8_192;

/**
 * Cuts long texts before marker tokens. The engine looks for every marker in every piece between two of them, which takes the square of
 * their number: 56,000 tokens with many turns took 2.8 s in one go. Tokens do not reach across a marker, so the parts have the same.
 */
export class MarkerParts {
  readonly #marker: RegExp | null;

  /** @param markers texts of tokens that are always taken whole */
  constructor(markers: readonly string[]) {
    const usable = markers.filter((text) => text !== "").sort((a, b) => b.length - a.length);
    const firsts = [...new Set(usable.map((text) => escaped(text.slice(0, 1))))].join("");
    // The look-ahead keeps a thousand alternatives from being tried at each letter. Blanks before a marker may belong to it.
    this.#marker =
      usable.length === 0 ? null : new RegExp(`(?<=\\S)(?=[${firsts}])(?:${usable.map(escaped).join("|")})`, "gu");
  }

  of(text: string): string[] {
    const parts: string[] = [];
    let at = 0;
    for (;;) {
      const next = this.#nextMarker(text, at + leastCharacters);
      if (next === null) return [...parts, text.slice(at)];
      parts.push(text.slice(at, next));
      at = next;
    }
  }

  #nextMarker(text: string, from: number): number | null {
    if (this.#marker === null || from >= text.length) return null;
    this.#marker.lastIndex = from;
    return this.#marker.exec(text)?.index ?? null;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
