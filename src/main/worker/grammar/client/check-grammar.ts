import { readGbnf, type Item, type Rule } from "./gbnf-reader";
import { malformed } from "./refuse-grammar";

const maximalCharacters = 200_000;
/** Steps of llama.cpp's search for left recursion, which forgets where it has been. */
const maximalSearch = 100_000;
/** Rules that may begin each other in a row: that search is recursive, and native stacks are small. */
const maximalChain = 1_000;
/** Symbols after all repetitions have been written out, as llama.cpp does. */
const maximalSymbols = 100_000;
/** Times that repetitions inside repetitions may repeat; each combination can be a state of its own at every token. */
const maximalNested = 1_000;

/**
 * Judges a client's GBNF before native code sees it: a few bytes can crash that or keep it busy for a minute a token.
 * @throws TresorError `invalid_request` with the limit
 */
export function checkClientGrammar(grammar: string): void {
  if (grammar.length > maximalCharacters) throw malformed(`is longer than ${maximalCharacters} characters`);
  const rules = readGbnf(grammar);
  if (!rules.has("root")) throw malformed("has no rule named root");
  for (const { alternatives } of rules.values()) {
    for (const { rule } of alternatives.flat()) {
      if (rule !== null && !rules.has(rule)) throw malformed(`refers to ${rule}, which it does not define`);
    }
  }
  const empty = emptyRules(rules);
  for (const { alternatives } of rules.values()) refuseEmptyRepetitions(alternatives.flat(), empty);
  refuseLeftRecursion(rules, empty);
  refuseLargeRepetitions(rules);
}

/** The rules that match the empty text. */
function emptyRules(rules: ReadonlyMap<string, Rule>): ReadonlySet<string> {
  const empty = new Set<string>();
  const users = new Map<string, Set<string>>();
  for (const [name, { alternatives }] of rules) {
    for (const { rule } of alternatives.flat())
      if (rule !== null) users.set(rule, (users.get(rule) ?? new Set()).add(name));
  }
  const open = [...rules.keys()];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const alternatives = rules.get(name)?.alternatives ?? [];
    if (empty.has(name) || !alternatives.some((items) => items.every((item) => mayBeEmpty(item, empty)))) continue;
    empty.add(name);
    open.push(...(users.get(name) ?? []));
  }
  return empty;
}

function mayBeEmpty({ rule, min }: Item, empty: ReadonlySet<string>): boolean {
  return min === 0 || (rule !== null && empty.has(rule));
}

function refuseEmptyRepetitions(items: readonly Item[], empty: ReadonlySet<string>): void {
  if (items.some(({ rule, max }) => rule !== null && max > 1 && empty.has(rule))) {
    throw malformed("repeats something that may be empty; make what is repeated match at least one character");
  }
}

/** Walks what can stand first in each rule, deepest first. */
function refuseLeftRecursion(rules: ReadonlyMap<string, Rule>, empty: ReadonlySet<string>): void {
  const cost = new Map<string, number>();
  const open = new Set<string>();
  const walk = (name: string): number => {
    const known = cost.get(name);
    if (known !== undefined) return known;
    if (open.has(name))
      throw malformed(`has left recursion in ${printable(name)}; let a character stand before the rule itself`);
    if (open.size >= maximalChain) throw malformed(`has more than ${maximalChain} rules that begin each other`);
    open.add(name);
    let steps = 1;
    for (const items of rules.get(name)?.alternatives ?? []) {
      for (const item of items) {
        if (item.rule !== null) steps += walk(item.rule);
        if (!mayBeEmpty(item, empty)) break;
      }
    }
    open.delete(name);
    if (steps > maximalSearch) throw malformed("combines alternatives of alternatives beyond what can be searched");
    cost.set(name, steps);
    return steps;
  };
  for (const name of rules.keys()) walk(name);
}

function refuseLargeRepetitions(rules: ReadonlyMap<string, Rule>): void {
  let symbols = 0;
  const nested = new Map<string, number>();
  /** How often repetitions inside a rule multiply. A rule that is being counted counts once. */
  const countIn = (name: string): number => {
    const known = nested.get(name);
    if (known !== undefined) return known;
    nested.set(name, 1);
    let most = 1;
    for (const { rule, min, max } of (rules.get(name)?.alternatives ?? []).flat()) {
      const times = Math.max(1, max === Infinity ? min : max);
      symbols += times;
      most = Math.max(most, times * (rule === null ? 1 : countIn(rule)));
    }
    if (most > maximalNested)
      throw malformed(`repeats more than ${maximalNested} times by repetitions inside repetitions`);
    if (symbols > maximalSymbols)
      throw malformed(`has more than ${maximalSymbols} symbols with its repetitions written out`);
    nested.set(name, most);
    return most;
  };
  for (const name of rules.keys()) countIn(name);
}

function printable(name: string): string {
  return name.startsWith("(") ? "a group" : name;
}
