import type { Grammar, Symbol } from "./parse-gbnf";

/** What is still to be matched: a linked list, shared among the ways that are open. Equal stacks are one object. */
class Stack {
  readonly #above = new Map<readonly Symbol[], Stack[]>();

  readonly sequence: readonly Symbol[];
  readonly at: number;
  readonly below: Stack | null;

  private constructor(sequence: readonly Symbol[], at: number, below: Stack | null) {
    this.sequence = sequence;
    this.at = at;
    this.below = below;
  }

  static readonly bottom = new Stack([], 0, null);

  /** The stack with the rest of a sequence on top; nothing is kept of a sequence that is at its end. */
  push(sequence: readonly Symbol[], at: number): Stack {
    if (at >= sequence.length) return this;
    const known = this.#above.get(sequence) ?? [];
    this.#above.set(sequence, known);
    return (known[at] ??= new Stack(sequence, at, this));
  }

  get symbol(): Symbol | undefined {
    return this.sequence[this.at];
  }

  /** What remains after the next symbol. */
  get rest(): Stack {
    return (this.below ?? this).push(this.sequence, this.at + 1);
  }
}

/** Whether the whole text matches, and how many ways were open at once at most: what an engine pays at every token. */
export function match(grammar: Grammar, text: string): { readonly accepts: boolean; readonly ways: number } {
  let open = settle(grammar, startsOf(grammar, grammar.root, Stack.bottom));
  let ways = open.length;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const next = open.filter(({ symbol }) => symbol?.type === "set" && allows(symbol, code)).map(({ rest }) => rest);
    open = settle(grammar, next);
    ways = Math.max(ways, open.length);
  }
  return { accepts: open.includes(Stack.bottom), ways };
}

export function accepts(grammar: Grammar, text: string): boolean {
  return match(grammar, text).accepts;
}

/**
 * A random text of the grammar. Once it is longer than `length`, every rule takes the alternative that ends soonest.
 * @param random from 0 up to 1
 */
export function generate(grammar: Grammar, random: () => number, length = 120): string {
  const costs = endCosts(grammar);
  let text = "";
  let stack = choose(grammar, grammar.root, Stack.bottom, random, costs, false);
  for (let symbol = stack.symbol; symbol !== undefined; symbol = stack.symbol) {
    if (symbol.type === "rule") {
      stack = choose(grammar, symbol.rule, stack.rest, random, costs, text.length > length);
    } else {
      text += characterOf(symbol, random);
      stack = stack.rest;
    }
  }
  return text;
}

function choose(
  grammar: Grammar,
  rule: number,
  below: Stack,
  random: () => number,
  costs: readonly number[],
  isHurried: boolean,
): Stack {
  const weighed = (grammar.rules[rule] ?? []).map((sequence) => ({ sequence, cost: costOfSequence(sequence, costs) }));
  const cheapest = Math.min(...weighed.map(({ cost }) => cost));
  const possible = weighed.filter(({ cost }) => (isHurried ? cost === cheapest : cost < Infinity));
  const chosen = possible[Math.floor(random() * possible.length)];
  if (chosen === undefined) throw new Error("The grammar has a dead end.");
  return below.push(chosen.sequence, 0);
}

function startsOf(grammar: Grammar, rule: number, below: Stack): readonly Stack[] {
  return (grammar.rules[rule] ?? []).map((sequence) => below.push(sequence, 0));
}

/** Follows rules until every way stands before a character or, at the bottom, has ended. */
function settle(grammar: Grammar, stacks: readonly Stack[]): readonly Stack[] {
  const seen = new Set<Stack>();
  const open = [...stacks];
  for (let stack = open.pop(); stack !== undefined; stack = open.pop()) {
    if (seen.has(stack)) continue;
    seen.add(stack);
    const { symbol } = stack;
    if (symbol?.type === "rule") open.push(...startsOf(grammar, symbol.rule, stack.rest));
  }
  return [...seen].filter(({ symbol }) => symbol?.type !== "rule");
}

function allows({ ranges, isNegated }: Extract<Symbol, { type: "set" }>, code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to) !== isNegated;
}

const samples = Array.from('az09 "\\{}[],:é€😀\n\t\u0001<&/-_.');

function characterOf(symbol: Extract<Symbol, { type: "set" }>, random: () => number): string {
  if (!symbol.isNegated) {
    const [from, to] = symbol.ranges[Math.floor(random() * symbol.ranges.length)] ?? [97, 97];
    const code = from + Math.floor(random() * (to - from + 1));
    return String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? 0xe000 : code);
  }
  const possible = samples.filter((sample) => allows(symbol, sample.codePointAt(0) ?? 0));
  return possible[Math.floor(random() * possible.length)] ?? "~";
}

const known = new WeakMap<Grammar, readonly number[]>();

/** For each rule the steps to its nearest end; without an end, infinite. */
function endCosts(grammar: Grammar): readonly number[] {
  const costs = known.get(grammar)?.slice() ?? grammar.rules.map(() => Infinity);
  for (let isChanging = !known.has(grammar); isChanging;) {
    isChanging = false;
    // Rules tend to refer to later ones in groups and to earlier ones otherwise: both directions meet soon.
    for (const rules of [[...grammar.rules.entries()], [...grammar.rules.entries()].reverse()]) {
      for (const [rule, alternatives] of rules) {
        const cost = 1 + Math.min(...alternatives.map((sequence) => costOfSequence(sequence, costs)));
        if (cost < (costs[rule] ?? 0)) {
          costs[rule] = cost;
          isChanging = true;
        }
      }
    }
  }
  known.set(grammar, costs);
  return costs;
}

function costOfSequence(sequence: readonly Symbol[], costs: readonly number[]): number {
  return sequence.reduce((sum, symbol) => sum + (symbol.type === "set" ? 1 : (costs[symbol.rule] ?? Infinity)), 0);
}
