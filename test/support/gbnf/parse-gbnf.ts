/** One step of a sequence: a character out of ranges, or a rule. */
export type Symbol =
  | { readonly type: "set"; readonly isNegated: boolean; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly type: "rule"; readonly rule: number };

export interface Grammar {
  /** Alternatives of sequences; by number. */
  readonly rules: readonly (readonly (readonly Symbol[])[])[];
  readonly root: number;
}

/** Reads GBNF as llama.cpp does: repetitions are written out, groups become rules. */
export function parseGbnf(text: string): Grammar {
  const reader = new Reader(text);
  return reader.grammar();
}

class Reader {
  readonly #characters: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #rules: Symbol[][][] = [];
  #at = 0;

  constructor(text: string) {
    this.#characters = Array.from(text);
  }

  grammar(): Grammar {
    this.#space(true);
    while (this.#at < this.#characters.length) {
      const rule = this.#numberOf(this.#name());
      this.#space(false);
      for (const character of "::=") this.#expect(character);
      this.#space(true);
      this.#rules[rule] = this.#alternatives(false);
      if (this.#peek() !== "" && this.#peek() !== "\n") throw new Error(`A line ends with ${this.#peek()}.`);
      this.#space(true);
    }
    for (const [name, number] of this.#numbers) {
      if ((this.#rules[number]?.length ?? 0) === 0) throw new Error(`Rule ${name} is not defined.`);
    }
    const root = this.#numbers.get("root");
    if (root === undefined) throw new Error("There is no root.");
    return { rules: this.#rules, root };
  }

  #alternatives(isNested: boolean): Symbol[][] {
    const alternatives = [this.#sequence(isNested)];
    while (this.#peek() === "|") {
      this.#at += 1;
      this.#space(true);
      alternatives.push(this.#sequence(isNested));
    }
    return alternatives;
  }

  #sequence(isNested: boolean): Symbol[] {
    const sequence: Symbol[] = [];
    let last: Symbol[] = [];
    for (let next = this.#peek(); next !== "" && !"|)\n".includes(next); next = this.#peek()) {
      if ("*+?{".includes(next)) {
        if (last.length === 0) throw new Error("A repetition follows nothing.");
        sequence.splice(sequence.length - last.length, last.length, ...this.#repeated(last));
      } else {
        last = this.#item(next);
        sequence.push(...last);
      }
      this.#space(isNested);
    }
    return sequence;
  }

  #item(next: string): Symbol[] {
    if (next === '"') return this.#literal();
    if (next === "[") return [this.#class()];
    if (next === ".") {
      this.#at += 1;
      return [{ type: "set", isNegated: true, ranges: [] }];
    }
    if (next !== "(") return [{ type: "rule", rule: this.#numberOf(this.#name()) }];
    this.#at += 1;
    this.#space(true);
    const rule = this.#add(this.#alternatives(true));
    this.#expect(")");
    return [{ type: "rule", rule }];
  }

  #repeated(item: readonly Symbol[]): Symbol[] {
    const sign = this.#peek();
    this.#at += 1;
    let [min, max]: [number, number | null] = sign === "+" ? [1, null] : sign === "?" ? [0, 1] : [0, null];
    if (sign === "{") {
      const end = this.#characters.indexOf("}", this.#at);
      const [low = "", high] = this.#characters.slice(this.#at, end).join("").split(",");
      this.#at = end + 1;
      [min, max] = [Number(low), high === undefined ? Number(low) : high === "" ? null : Number(high)];
      if (max !== null && max >= 2_000) throw new Error("llama.cpp drops so large a bound.");
    }
    const written = Array.from({ length: min }, () => item).flat();
    if (max === null) {
      const loop = this.#add([[], []]);
      this.#rules[loop]?.[0]?.push(...item, { type: "rule", rule: loop });
      return [...written, { type: "rule", rule: loop }];
    }
    let rest: Symbol[] = [];
    for (let count = min; count < max; count += 1) rest = [{ type: "rule", rule: this.#add([[...item, ...rest], []]) }];
    return [...written, ...rest];
  }

  #literal(): Symbol[] {
    this.#at += 1;
    const symbols: Symbol[] = [];
    while (this.#peek() !== '"') {
      const code = this.#character();
      symbols.push({ type: "set", isNegated: false, ranges: [[code, code]] });
    }
    this.#at += 1;
    return symbols;
  }

  #class(): Symbol {
    this.#at += 1;
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#at += 1;
    const ranges: [number, number][] = [];
    while (this.#peek() !== "]") {
      const from = this.#character();
      const isRange = this.#peek() === "-" && this.#characters[this.#at + 1] !== "]";
      if (isRange) this.#at += 1;
      ranges.push([from, isRange ? this.#character() : from]);
    }
    this.#at += 1;
    return { type: "set", isNegated, ranges };
  }

  #character(): number {
    const character = this.#peek();
    this.#at += 1;
    if (character === "") throw new Error("The grammar ends too early.");
    if (character !== "\\") return character.codePointAt(0) ?? 0;
    const letter = this.#peek();
    this.#at += 1;
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits !== undefined) {
      const text = this.#characters.slice(this.#at, this.#at + digits).join("");
      this.#at += digits;
      return Number.parseInt(text, 16);
    }
    const plain = { t: "\t", r: "\r", n: "\n" }[letter] ?? letter;
    if (plain === letter && !'\\"[]-'.includes(letter)) throw new Error(`Unknown escape ${letter}.`);
    return plain.codePointAt(0) ?? 0;
  }

  #name(): string {
    const from = this.#at;
    while (/[a-zA-Z0-9-]/.test(this.#peek())) this.#at += 1;
    if (from === this.#at)
      throw new Error(`A name is missing at ${from}: ${this.#characters.slice(from, from + 20).join("")}`);
    return this.#characters.slice(from, this.#at).join("");
  }

  #space(isAcrossLines: boolean): void {
    while (this.#peek() === " " || (isAcrossLines && this.#peek() === "\n")) this.#at += 1;
  }

  #expect(character: string): void {
    if (this.#peek() !== character) throw new Error(`${character} is missing at ${this.#at}.`);
    this.#at += 1;
  }

  #peek(): string {
    return this.#characters[this.#at] ?? "";
  }

  #numberOf(name: string): number {
    const number = this.#numbers.get(name) ?? this.#add([]);
    this.#numbers.set(name, number);
    return number;
  }

  #add(alternatives: Symbol[][]): number {
    return this.#rules.push(alternatives) - 1;
  }
}
