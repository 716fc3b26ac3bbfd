/** What matches the empty text. GBNF needs it written out: an alternative of nothing would swallow the next line. */
export const nothing = '""';

/**
 * Collects the rules of a grammar in GBNF, the notation of llama.cpp. A reference is the text that stands for a rule in the bodies of
 * others; bodies are one line.
 */
export class GrammarBuilder {
  readonly #bodies = new Map<string, string>();
  readonly #referenceByBody = new Map<string, string>();
  readonly #taken = new Set<string>(["root"]);
  readonly #lastNumber = new Map<string, number>();
  #sizeCharacters = 0;

  /** Characters of all rules so far; what limits the whole grammar looks at. */
  get sizeCharacters(): number {
    return this.#sizeCharacters;
  }

  /** Adds a rule and returns its reference: the name, made valid and unique. A body that exists already is not added again. */
  rule(name: string, body: string): string {
    const existing = this.#referenceByBody.get(body);
    if (existing !== undefined) return existing;
    const reference = this.reserve(name);
    this.define(reference, body);
    this.#referenceByBody.set(body, reference);
    return reference;
  }

  /** A reference whose rule follows by `define`, for rules that refer to themselves. */
  reserve(name: string): string {
    // Without a limit, a long property name would be repeated in every rule below it.
    const valid = name.replace(/[^a-zA-Z0-9]+/g, "-").slice(0, 40);
    const base = /^[a-zA-Z]/.test(valid) ? valid : `r${valid}`;
    let number = this.#lastNumber.get(base) ?? 1;
    let reference = base;
    for (; this.#taken.has(reference); reference = `${base}-${number}`) number += 1;
    this.#lastNumber.set(base, number);
    this.#taken.add(reference);
    return reference;
  }

  define(reference: string, body: string): void {
    this.#bodies.set(reference, body);
    this.#sizeCharacters += reference.length + body.length;
  }

  /** The whole grammar; `root` is the body of its first rule. */
  text(root: string): string {
    const rules = [...this.#bodies].map(([reference, body]) => `${reference} ::= ${body}\n`);
    return `root ::= ${root}\n${rules.join("")}`;
  }
}

/** The text as a GBNF literal. */
export function literal(text: string): string {
  return `"${Array.from(text, escapeCharacter).join("")}"`;
}

/** One character as it is written in a GBNF literal or between the brackets of a class. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if ('"\\[]-'.includes(character)) return `\\${character}`;
  if (code < 0x20 || code === 0x5e || code === 0x7f) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code < 0x7f) return character;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}
