/**
 * Cuts a growing text before the first stop string. Text that may be the beginning of one is held back until the next piece
 * decides, so that no part of a stop string is ever emitted.
 */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = "";

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop.length > 0);
  }

  /** Takes the next piece; returns what may be emitted, and the stop string if one was met. */
  push(piece: string): { readonly text: string; readonly stop: string | null } {
    if (this.#stops.length === 0) return { text: piece, stop: null };
    const text = this.#held + piece;
    const met = this.#firstStop(text);
    if (met !== null) {
      this.#held = "";
      return { text: text.slice(0, met.at), stop: met.stop };
    }
    const keep = this.#longestBeginning(text);
    this.#held = text.slice(text.length - keep);
    return { text: text.slice(0, text.length - keep), stop: null };
  }

  /** What was held back, when no more text comes. */
  flush(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }

  /** The stop string that is complete first, as it would be if the text came letter by letter. */
  #firstStop(text: string): { at: number; stop: string } | null {
    const met = this.#stops.map((stop) => ({ at: text.indexOf(stop), stop })).filter(({ at }) => at >= 0);
    const end = ({ at, stop }: { at: number; stop: string }) => at + stop.length;
    return met.sort((a, b) => end(a) - end(b) || a.at - b.at)[0] ?? null;
  }

  /** Length of the longest end of `text` that begins a stop string. */
  #longestBeginning(text: string): number {
    let longest = 0;
    for (const stop of this.#stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
        if (stop.startsWith(text.slice(text.length - length))) {
          longest = length;
          break;
        }
      }
    }
    return longest;
  }
}
