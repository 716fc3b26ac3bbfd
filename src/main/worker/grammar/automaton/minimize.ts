import type { Automaton, Move } from "./automaton";
import { unite, type CharacterSet } from "./character-set";

/** The same language with as few states as possible. For automata in which few steps tell states apart. */
export function minimized(automaton: Automaton): Automaton {
  let classes = automaton.map(({ isAccepting }): number => (isAccepting ? 1 : 0));
  for (let count = 0; ;) {
    const numbers = new Map<string, number>();
    classes = automaton.map(({ moves }, index) => {
      const key = JSON.stringify([classes[index], movesByClass(moves, classes)]);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    if (numbers.size === count) break;
    count = numbers.size;
  }
  // Classes are numbered in the order of their first states.
  return automaton
    .filter((_, index) => classes.indexOf(classes[index] ?? 0) === index)
    .map(({ isAccepting, moves }) => ({ isAccepting, moves: movesByClass(moves, classes) }));
}

function movesByClass(moves: readonly Move[], classes: readonly number[]): readonly Move[] {
  const sets = new Map<number, CharacterSet[]>();
  for (const { set, target } of moves) {
    const number = classes[target] ?? 0;
    sets.set(number, [...(sets.get(number) ?? []), set]);
  }
  return [...sets].sort(([left], [right]) => left - right).map(([target, parts]) => ({ set: unite(parts), target }));
}
