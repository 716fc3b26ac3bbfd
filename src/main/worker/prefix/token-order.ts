export interface TokenSequence {
  /** At least one. */
  readonly ids: Int32Array;
}

interface Place {
  /** How many items come before. */
  readonly index: number;
  /** First tokens in common with the items left and right of the place. */
  readonly sharedBefore: number;
  readonly sharedAfter: number;
}

/**
 * Token sequences in lexicographic order, where those with the longest common beginning stand beside each other. A look-up compares
 * the tokens themselves, each about once, so no hash can mislead it.
 */
export class TokenOrder<T extends TokenSequence> {
  readonly #items: T[] = [];

  add(item: T): void {
    this.#items.splice(this.#place(item.ids, item.ids.length).index, 0, item);
  }

  remove(item: T): void {
    const index = this.#items.indexOf(item);
    if (index >= 0) this.#items.splice(index, 1);
  }

  clear(): void {
    this.#items.length = 0;
  }

  /** The items with the most first tokens in common with the sequence, and how many; none when not even the first is. */
  sharingMost(tokens: ArrayLike<number>): { readonly shared: number; readonly items: readonly T[] } {
    const { sharedBefore, sharedAfter } = this.#place(tokens, tokens.length);
    const shared = Math.max(sharedBefore, sharedAfter);
    if (shared === 0) return { shared, items: [] };
    const from = this.#place(tokens, shared).index;
    return { shared, items: this.#items.slice(from, this.#place(tokens, shared, true).index) };
  }

  /** The longest item that the sequence begins with as a whole; `length` looks at that many tokens of it only. */
  longestWithin(tokens: ArrayLike<number>, length = tokens.length): T | null {
    for (let within = length; within > 0;) {
      const { index, sharedBefore, sharedAfter } = this.#place(tokens, within);
      const next = this.#items[index];
      if (next !== undefined && sharedAfter === within && next.ids.length === within) return next;
      const previous = this.#items[index - 1];
      if (previous === undefined) return null;
      if (previous.ids.length === sharedBefore) return previous;
      within = sharedBefore;
    }
    return null;
  }

  /** All items that the sequence begins with as a whole, itself included; longest first. */
  within(tokens: ArrayLike<number>): T[] {
    const found: T[] = [];
    let item = this.longestWithin(tokens);
    while (item !== null) {
      found.push(item);
      item = this.longestWithin(tokens, item.ids.length - 1);
    }
    return found;
  }

  /** An item that begins with the whole sequence, the sequence itself included. */
  covering(tokens: ArrayLike<number>): T | null {
    const { index, sharedAfter } = this.#place(tokens, tokens.length);
    return sharedAfter === tokens.length ? (this.#items[index] ?? null) : null;
  }

  /** Where the first `length` tokens stand: before the items that begin with them, or with `after` behind those. */
  #place(tokens: ArrayLike<number>, length: number, after = false): Place {
    let low = 0;
    let high = this.#items.length;
    let sharedBefore = 0;
    let sharedAfter = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      const ids = this.#items[middle]?.ids ?? new Int32Array();
      // Everything between two items shares with the sequence what both of them share with it.
      const shared = sharedLength(ids, tokens, length, Math.min(sharedBefore, sharedAfter));
      const isBefore = shared === length ? after : shared === ids.length || (ids[shared] ?? 0) < (tokens[shared] ?? 0);
      if (isBefore) {
        low = middle + 1;
        sharedBefore = shared;
      } else {
        high = middle;
        sharedAfter = shared;
      }
    }
    return { index: low, sharedBefore, sharedAfter };
  }
}

/** How many of the first `length` tokens are the same, when the first `known` are. */
function sharedLength(ids: Int32Array, tokens: ArrayLike<number>, length: number, known: number): number {
  const most = Math.min(ids.length, length);
  let shared = known;
  while (shared < most && ids[shared] === tokens[shared]) shared++;
  return shared;
}
