import { build, maximalStates, TooManyStates, type Automaton } from "./automaton";
import { contains, unite, type CharacterSet } from "./character-set";
import type { Regular } from "./regular";

/** The automaton of an expression. @throws TooManyStates */
export function determinize(expression: Regular): Automaton {
  const network = new Network();
  const end = network.add();
  const start = network.before(expression, end);
  const letters = new Letters(network.sets());
  return build<readonly number[]>({
    start: network.closure([start]),
    key: (nodes) => nodes.join(),
    isAccepting: (nodes) => nodes.includes(end),
    moves: (nodes) => {
      const targets = new Map<number, number[]>();
      for (const node of nodes) {
        const move = network.moveOf(node);
        if (move === null) continue;
        for (const letter of letters.of(move.set)) {
          const known = targets.get(letter);
          if (known === undefined) targets.set(letter, [move.target]);
          else known.push(move.target);
        }
      }
      return united(targets, letters).map(({ set, targets: reached }) => ({ set, target: network.closure(reached) }));
    },
  });
}

/** Letters with the same targets become one move. */
function united(targets: ReadonlyMap<number, readonly number[]>, letters: Letters) {
  const groups = new Map<string, { readonly targets: readonly number[]; readonly sets: CharacterSet[] }>();
  for (const [letter, reached] of targets) {
    const key = reached.join();
    const group = groups.get(key) ?? { targets: reached, sets: [] };
    groups.set(key, group);
    group.sets.push(letters.set(letter));
  }
  return [...groups.values()].map(({ targets: reached, sets }) => ({ set: unite(sets), targets: reached }));
}

/** The coarsest disjoint sets of which all sets of an expression are unions: its real alphabet. */
class Letters {
  readonly #sets: readonly CharacterSet[];
  readonly #known = new Map<CharacterSet, readonly number[]>();

  constructor(sets: readonly CharacterSet[]) {
    const edges = [...new Set(sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1])))];
    edges.sort((left, right) => left - right);
    const byMembers = new Map<string, CharacterSet[]>();
    edges.slice(0, -1).forEach((from, index) => {
      const members = sets.flatMap((set, number) => (contains(set, from) ? [number] : []));
      if (members.length === 0) return;
      const key = members.join();
      byMembers.set(key, [...(byMembers.get(key) ?? []), [[from, (edges[index + 1] ?? from + 1) - 1]]]);
    });
    this.#sets = [...byMembers.values()].map(unite);
  }

  set(letter: number): CharacterSet {
    return this.#sets[letter] ?? [];
  }

  of(set: CharacterSet): readonly number[] {
    const known = this.#known.get(set);
    if (known !== undefined) return known;
    const letters = this.#sets.flatMap((letter, index) => (contains(set, letter[0]?.[0] ?? -1) ? [index] : []));
    this.#known.set(set, letters);
    return letters;
  }
}

/** Nodes looked at for one expression: what bounds its time, where few states stand for many nodes each. */
const maximalVisits = 500_000;

interface Node {
  move: { readonly set: CharacterSet; readonly target: number } | null;
  readonly silent: number[];
}

/** A nondeterministic automaton under construction, from its end to its start. */
class Network {
  readonly #nodes: Node[] = [];
  readonly #known = new Map<Regular, Map<number, number>>();
  #visits = 0;

  add(node: Node = { move: null, silent: [] }): number {
    if (this.#nodes.length >= 4 * maximalStates) throw new TooManyStates();
    return this.#nodes.push(node) - 1;
  }

  /** The node from which the expression leads to `next`; one node for the same object. */
  before(expression: Regular, next: number): number {
    const known = this.#known.get(expression) ?? new Map<number, number>();
    this.#known.set(expression, known);
    const node = known.get(next) ?? this.#make(expression, next);
    known.set(next, node);
    return node;
  }

  #make(expression: Regular, next: number): number {
    switch (expression.type) {
      case "set":
        return this.add({ move: { set: expression.set, target: next }, silent: [] });
      case "sequence":
        return expression.items.reduceRight((target, item) => this.before(item, target), next);
      case "choice":
        return this.add({ move: null, silent: expression.items.map((item) => this.before(item, next)) });
      case "repeat":
        return this.#beforeRepeat(expression.item, expression.min, expression.max, next);
    }
  }

  moveOf(node: number): Node["move"] {
    return this.#nodes[node]?.move ?? null;
  }

  /** All sets, those with equal content once. */
  sets(): readonly CharacterSet[] {
    const sets = this.#nodes.flatMap(({ move }) => (move === null ? [] : [move.set]));
    return [...new Map([...new Set(sets)].map((set) => [set.join(";"), set])).values()];
  }

  /** All nodes that are reached without a character, ascending. */
  closure(nodes: readonly number[]): readonly number[] {
    const reached = new Set<number>();
    const open = [...nodes];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (reached.has(node)) continue;
      this.#visits += 1;
      if (this.#visits > maximalVisits) throw new TooManyStates();
      reached.add(node);
      open.push(...(this.#nodes[node]?.silent ?? []));
    }
    return [...reached].sort((left, right) => left - right);
  }

  #beforeRepeat(item: Regular, min: number, max: number | null, next: number): number {
    let target = next;
    if (max === null) {
      const loop = this.add({ move: null, silent: [next] });
      this.#nodes[loop]?.silent.push(this.before(item, loop));
      target = loop;
    } else {
      for (let count = min; count < max; count += 1) {
        target = this.add({ move: null, silent: [this.before(item, target), next] });
      }
    }
    for (let count = 0; count < min; count += 1) target = this.before(item, target);
    return target;
  }
}
