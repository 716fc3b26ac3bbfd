import { malformed } from "./refuse-grammar";

/** What an item repeats: a character of text, or a rule by name. Groups have become rules with names that no client can write. */
export interface Item {
  readonly rule: string | null;
  readonly min: number;
  /** Infinity: without limit. */
  readonly max: number;
}

export interface Rule {
  readonly alternatives: readonly (readonly Item[])[];
}

const maximalGroupDepth = 64;
/** llama.cpp refuses more, or silently forgets the limit. */
const maximalRepetition = 1_000;

/** Reads GBNF into rules by name. @throws TresorError `invalid_request` with the line */
export function readGbnf(text: string): ReadonlyMap<string, Rule> {
  return new GbnfReader(text).rules();
}

class GbnfReader {
  readonly #text: string;
  readonly #rules = new Map<string, Rule>();
  #at = 0;
  #groups = 0;

  constructor(text: string) {
    this.#text = text;
  }

  rules(): ReadonlyMap<string, Rule> {
    this.#space(true);
    while (this.#at < this.#text.length) {
      const name = this.#name();
      this.#space(false);
      if (!this.#text.startsWith("::=", this.#at)) throw this.#fault("::= is missing after a rule's name");
      this.#at += 3;
      this.#space(true);
      this.#rules.set(name, { alternatives: this.#alternatives(0) });
      if (this.#at < this.#text.length && !"\r\n".includes(this.#peek())) throw this.#fault("an unexpected character");
      this.#space(true);
    }
    return this.#rules;
  }

  #alternatives(depth: number): readonly (readonly Item[])[] {
    const alternatives = [this.#sequence(depth)];
    while (this.#peek() === "|") {
      this.#at += 1;
      this.#space(true);
      alternatives.push(this.#sequence(depth));
    }
    return alternatives;
  }

  #sequence(depth: number): readonly Item[] {
    const items: Item[] = [];
    for (let next = this.#peek(); next !== "" && !"|)\r\n".includes(next); next = this.#peek()) {
      if ("*+?{".includes(next)) {
        const last = items.pop();
        if (last === undefined) throw this.#fault("a repetition of nothing");
        // Two repetitions in a row multiply.
        const { min, max } = this.#repetition();
        items.push({ rule: last.min === 1 && last.max === 1 ? last.rule : this.#wrap([[last]]), min, max });
      } else {
        items.push({ rule: this.#item(next, depth), min: 1, max: 1 });
      }
      this.#space(depth > 0);
    }
    return items;
  }

  /** The rule that an item refers to; null for characters. */
  #item(next: string, depth: number): string | null {
    switch (next) {
      case '"':
        // A literal of nothing is a rule that matches nothing.
        return this.#enclosed('"') === 0 ? this.#wrap([[]]) : null;
      case "[":
        if (this.#enclosed("]") === 0) throw this.#fault("a class without characters");
        return null;
      case ".":
        this.#at += 1;
        return null;
      case "(": {
        if (depth >= maximalGroupDepth) throw this.#fault(`parentheses nested deeper than ${maximalGroupDepth}`);
        this.#at += 1;
        this.#space(true);
        const alternatives = this.#alternatives(depth + 1);
        if (this.#peek() !== ")") throw this.#fault("a parenthesis that is not closed");
        this.#at += 1;
        return this.#wrap(alternatives);
      }
      case "<":
      case "!":
        throw this.#fault("a token (<…>), which is not supported; write its text");
      default:
        return this.#name();
    }
  }

  #wrap(alternatives: Rule["alternatives"]): string {
    this.#groups += 1;
    const name = `(${this.#groups})`;
    this.#rules.set(name, { alternatives });
    return name;
  }

  #repetition(): { readonly min: number; readonly max: number } {
    const [sign = "", low, comma, high] =
      /^(?:[*+?]|\{\s*(\d+)\s*(,?)\s*(\d*)\s*\})/.exec(this.#text.slice(this.#at, this.#at + 40)) ?? [];
    if (sign === "") throw this.#fault("a repetition {…} without counts");
    this.#at += sign.length;
    if (sign === "*") return { min: 0, max: Infinity };
    if (sign === "+") return { min: 1, max: Infinity };
    if (sign === "?") return { min: 0, max: 1 };
    const min = Number(low);
    const max = comma === "" ? min : high === "" ? Infinity : Number(high);
    if (max < min) throw this.#fault("a repetition {…} with its counts in the wrong order");
    if (min > maximalRepetition || (max > maximalRepetition && max !== Infinity)) {
      throw this.#fault(`a repetition of more than ${maximalRepetition}`);
    }
    return { min, max };
  }

  /** Skips a literal or class; returns how many characters it holds. */
  #enclosed(end: string): number {
    let length = 0;
    for (this.#at += 1; this.#peek() !== end; this.#at += 1) {
      if (this.#peek() === "") throw this.#fault(`${end} is missing`);
      if (this.#peek() === "\\") this.#escape();
      if (!(length === 0 && end === "]" && this.#peek() === "^" && this.#text[this.#at - 1] === "[")) length += 1;
    }
    this.#at += 1;
    return length;
  }

  /** Leaves the position on the escape's last character. */
  #escape(): void {
    const [escape] =
      /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[trn\\"[\]-])/.exec(
        this.#text.slice(this.#at, this.#at + 10),
      ) ?? [];
    if (escape === undefined) throw this.#fault("an escape that GBNF does not have");
    this.#at += escape.length - 1;
  }

  #name(): string {
    const [name] = /^[a-zA-Z0-9-]+/.exec(this.#text.slice(this.#at, this.#at + 200)) ?? [];
    if (name === undefined) throw this.#fault("an unexpected character");
    this.#at += name.length;
    return name;
  }

  #space(isAcrossLines: boolean): void {
    const space = isAcrossLines ? /(?:[ \t\r\n]|#[^\r\n]*)*/y : /(?:[ \t]|#[^\r\n]*)*/y;
    space.lastIndex = this.#at;
    space.exec(this.#text);
    this.#at = Math.max(this.#at, space.lastIndex);
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #fault(what: string) {
    const line = this.#text.slice(0, this.#at).split("\n").length;
    return malformed(`has, in line ${line}, ${what}`);
  }
}
