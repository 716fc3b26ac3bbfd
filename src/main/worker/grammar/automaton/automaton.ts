import type { CharacterSet } from "./character-set";
import { intersect, unite } from "./character-set";

export interface Move {
  readonly set: CharacterSet;
  readonly target: number;
}

export interface State {
  readonly isAccepting: boolean;
  /** Disjoint sets: the automaton is deterministic. */
  readonly moves: readonly Move[];
}

/** A deterministic automaton; state 0 is the start. From every state an accepting one can be reached; empty: it accepts nothing. */
export type Automaton = readonly State[];

/** A deterministic machine that is not written out yet. */
export interface Machine<S> {
  readonly start: S;
  /** Equal for equal states. */
  key(state: S): string;
  isAccepting(state: S): boolean;
  moves(state: S): readonly { readonly set: CharacterSet; readonly target: S }[];
}

/** Thrown where a language needs more states than a grammar should have; the caller knows which keyword it came from. */
export class TooManyStates extends Error {}

export const maximalStates = 4_000;
/** States that count characters are simple, and 5,000 characters are a usual limit. */
const maximalCountingStates = 12_000;

/** Writes out what of the machine can be reached. @throws TooManyStates */
export function build<S>(machine: Machine<S>, limit = maximalStates): Automaton {
  const numbers = new Map<string, number>();
  const found: S[] = [];
  const numberOf = (state: S) => {
    const key = machine.key(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (found.length >= limit) throw new TooManyStates();
    numbers.set(key, found.length);
    return found.push(state) - 1;
  };
  numberOf(machine.start);
  const states: State[] = [];
  // The list grows while it is walked.
  for (const state of found) {
    const byTarget = new Map<number, CharacterSet[]>();
    for (const { set, target } of machine.moves(state)) {
      if (set.length === 0) continue;
      const number = numberOf(target);
      byTarget.set(number, [...(byTarget.get(number) ?? []), set]);
    }
    const moves = [...byTarget].map(([target, sets]) => ({ set: unite(sets), target }));
    states.push({ isAccepting: machine.isAccepting(state), moves });
  }
  return withoutDeadEnds(states);
}

/** What both accept. @throws TooManyStates */
export function both(left: Automaton, right: Automaton): Automaton {
  if (left.length === 0 || right.length === 0) return [];
  return build<readonly [number, number]>({
    start: [0, 0],
    key: (state) => state.join(),
    isAccepting: ([l, r]) => left[l]?.isAccepting === true && right[r]?.isAccepting === true,
    moves: ([l, r]) =>
      (left[l]?.moves ?? []).flatMap((a) =>
        (right[r]?.moves ?? []).map((b) => ({ set: intersect(a.set, b.set), target: [a.target, b.target] as const })),
      ),
  });
}

/** What of it has a length within the bounds, in characters. `max` null: without limit. @throws TooManyStates */
export function ofLength(automaton: Automaton, least: number, most: number | null): Automaton {
  if (automaton.length === 0) return [];
  const max = most !== null && longest(automaton) <= most ? null : most;
  const counted = max ?? least;
  const machine: Machine<readonly [number, number]> = {
    start: [0, 0],
    key: (state) => state.join(),
    isAccepting: ([state, length]) => automaton[state]?.isAccepting === true && length >= least,
    moves: ([state, length]) =>
      length === max
        ? []
        : (automaton[state]?.moves ?? []).map(({ set, target }) => ({
            set,
            target: [target, Math.min(length + 1, counted)] as const,
          })),
  };
  return build(machine, maximalCountingStates);
}

/** Characters of the longest text; infinite where there is none. */
function longest(automaton: Automaton): number {
  const lengths = automaton.map((): number | null => null);
  const open = new Set<number>();
  const from = (state: number): number => {
    const known = lengths[state] ?? null;
    if (known !== null) return known;
    if (open.has(state)) return Infinity;
    open.add(state);
    const length = Math.max(0, ...(automaton[state]?.moves ?? []).map(({ target }) => 1 + from(target)));
    open.delete(state);
    lengths[state] = length;
    return length;
  };
  return from(0);
}

export function accepts(automaton: Automaton, text: string): boolean {
  let state = automaton[0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const move = state?.moves.find(({ set }) => set.some(([from, to]) => from <= code && code <= to));
    state = move === undefined ? undefined : automaton[move.target];
  }
  return state?.isAccepting === true;
}

function withoutDeadEnds(states: readonly State[]): Automaton {
  const sources = states.map((): number[] => []);
  states.forEach(({ moves }, index) => moves.forEach(({ target }) => sources[target]?.push(index)));
  const alive = new Set<number>();
  const open = states.flatMap(({ isAccepting }, index) => (isAccepting ? [index] : []));
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (alive.has(state)) continue;
    alive.add(state);
    open.push(...(sources[state] ?? []));
  }
  if (!alive.has(0)) return [];
  const numbers = new Map([...alive].sort((left, right) => left - right).map((old, index) => [old, index]));
  return states.flatMap(({ isAccepting, moves }, old) => {
    if (!alive.has(old)) return [];
    const kept = moves.flatMap(({ set, target }) => {
      const number = numbers.get(target);
      return number === undefined ? [] : [{ set, target: number }];
    });
    return [{ isAccepting, moves: kept }];
  });
}
