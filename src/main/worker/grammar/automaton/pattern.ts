import { complement, everyCharacter, unite, type CharacterSet } from "./character-set";
import { anyButLineEnd, escapedCharacters, escapedClasses } from "./pattern-class";
import { choice, ofSet, repeat, sequence, type Regular } from "./regular";

/** Thrown for a pattern that is wrong or beyond regular languages; the message says what in it. */
export class PatternError extends Error {}

const maximalGroupDepth = 50;
const maximalCount = 4_000;
const anything = repeat(ofSet(everyCharacter), 0, null);

/** The texts in which an ECMAScript pattern finds a match. @throws PatternError */
export function parsePattern(pattern: string): Regular {
  const reader = new PatternReader(pattern);
  const branches = reader.alternatives();
  reader.expectEnd();
  return choice(
    ...branches.map(({ items, fromStart, toEnd }) =>
      sequence(...(fromStart ? [] : [anything]), ...items, ...(toEnd ? [] : [anything])),
    ),
  );
}

interface Branch {
  readonly items: readonly Regular[];
  readonly fromStart: boolean;
  readonly toEnd: boolean;
}

class PatternReader {
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  alternatives(): readonly Branch[] {
    const branches: Branch[] = [];
    do branches.push(...this.#branch());
    while (this.#take("|"));
    return branches;
  }

  expectEnd(): void {
    if (this.#at < this.#characters.length) throw new PatternError(`"${this.#peek()}" at ${this.#at} closes nothing`);
  }

  /** One alternative; a group that is all of it and holds anchors counts as its alternatives. */
  #branch(): readonly Branch[] {
    const fromStart = this.#take("^");
    const items: Regular[] = [];
    let toEnd = false;
    let lone: readonly Branch[] | null = null;
    for (let next = this.#peek(); next !== "" && next !== "|" && next !== ")"; next = this.#peek()) {
      if (toEnd) throw new PatternError(`"$" is followed by more`);
      if (this.#take("$")) {
        toEnd = true;
        continue;
      }
      if (lone?.some(isAnchored) === true) throw new PatternError("an anchor stands inside a group");
      if (next === "(") {
        const group = this.#group();
        const isAnchor = group.some(isAnchored);
        if (isAnchor && (items.length > 0 || this.#isQuantifier())) {
          throw new PatternError("an anchor stands inside a group");
        }
        lone = isAnchor ? group : null;
        items.push(this.#quantified(choice(...group.map((branch) => sequence(...branch.items)))));
      } else {
        items.push(this.#quantified(this.#atom()));
      }
    }
    if (lone === null) return [{ items, fromStart, toEnd }];
    return lone.map((branch) => ({
      items: branch.items,
      fromStart: fromStart || branch.fromStart,
      toEnd: toEnd || branch.toEnd,
    }));
  }

  #group(): readonly Branch[] {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > maximalGroupDepth) throw new PatternError(`groups are nested deeper than ${maximalGroupDepth}`);
    if (this.#take("?")) {
      if (this.#peek() === "<" && !"=!".includes(this.#peek(1))) this.#until(">");
      else if (!this.#take(":")) throw new PatternError("lookaround and inline flags are not regular");
    }
    const branches = this.alternatives();
    if (!this.#take(")")) throw new PatternError("a group is not closed");
    this.#depth -= 1;
    return branches;
  }

  #atom(): Regular {
    const character = this.#next();
    if (character === ".") return ofSet(anyButLineEnd);
    if (character === "[") return ofSet(this.#class());
    if (character === "\\") return ofSet(this.#escape());
    if ("*+?{^".includes(character)) throw new PatternError(`"${character}" at ${this.#at - 1} has nothing before it`);
    return ofSet(single(character));
  }

  #isQuantifier(): boolean {
    const next = this.#peek();
    return next !== "" && "*+?{".includes(next);
  }

  #quantified(item: Regular): Regular {
    if (!this.#isQuantifier()) return item;
    const sign = this.#next();
    const [min, max] = sign === "*" ? [0, null] : sign === "+" ? [1, null] : sign === "?" ? [0, 1] : this.#counts();
    // A lazy quantifier finds other matches first, but not in other texts.
    this.#take("?");
    if (this.#isQuantifier()) throw new PatternError(`two quantifiers follow each other at ${this.#at}`);
    return repeat(item, min, max);
  }

  #counts(): [number, number | null] {
    const [, low, comma, high] = /^(\d{1,9})(,?)(\d{0,9})$/.exec(this.#until("}")) ?? [];
    if (low === undefined) throw new PatternError("{…} holds no counts");
    const min = Number(low);
    const max = comma === "" ? min : high === "" ? null : Number(high);
    if (max !== null && max < min) throw new PatternError("{…} has its counts in the wrong order");
    if (Math.max(min, max ?? 0) > maximalCount) throw new PatternError(`{…} counts to more than ${maximalCount}`);
    return [min, max];
  }

  #class(): CharacterSet {
    const isNegated = this.#take("^");
    const sets: CharacterSet[] = [];
    while (!this.#take("]")) {
      const first = this.#classMember();
      const from = onlyCode(first);
      if (this.#peek() !== "-" || this.#peek(1) === "]" || from === null) {
        sets.push(first);
        continue;
      }
      this.#at += 1;
      const to = onlyCode(this.#classMember());
      if (to === null || to < from) throw new PatternError("a range in […] is out of order");
      sets.push([[from, to]]);
    }
    const union = unite(sets);
    return isNegated ? complement(union) : union;
  }

  #classMember(): CharacterSet {
    const character = this.#next();
    if (character === "\\") return this.#peek() === "b" ? (this.#next(), [[8, 8]]) : this.#escape();
    return single(character);
  }

  #escape(): CharacterSet {
    const letter = this.#next();
    const set = escapedClasses[letter];
    if (set !== undefined) return set;
    const code = escapedCharacters[letter];
    if (code !== undefined) return [[code, code]];
    if (letter === "x") return this.#hexadecimal(2);
    if (letter === "u") return this.#take("{") ? codeSet(Number.parseInt(this.#until("}"), 16)) : this.#hexadecimal(4);
    if (/[a-zA-Z0-9]/.test(letter)) throw new PatternError(`\\${letter} is not supported`);
    return single(letter);
  }

  #hexadecimal(digits: number): CharacterSet {
    const text = this.#characters.slice(this.#at, this.#at + digits).join("");
    this.#at += digits;
    if (!/^[0-9a-fA-F]+$/.test(text) || text.length !== digits) throw new PatternError(`\\x or \\u lacks digits`);
    return codeSet(Number.parseInt(text, 16));
  }

  #until(end: string): string {
    const from = this.#at;
    while (this.#peek() !== end) this.#next();
    this.#at += 1;
    return this.#characters.slice(from, this.#at - 1).join("");
  }

  #peek(ahead = 0): string {
    return this.#characters[this.#at + ahead] ?? "";
  }

  #next(): string {
    const character = this.#characters[this.#at];
    if (character === undefined) throw new PatternError("it ends too early");
    this.#at += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }
}

function isAnchored(branch: Branch): boolean {
  return branch.fromStart || branch.toEnd;
}

function single(character: string): CharacterSet {
  return codeSet(character.codePointAt(0) ?? 0);
}

function codeSet(code: number): CharacterSet {
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) {
    throw new PatternError("half of a surrogate pair cannot be matched");
  }
  return [[code, code]];
}

/** The code point of a set of one; null for others. */
function onlyCode(set: CharacterSet): number | null {
  const [range] = set;
  return set.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : null;
}
