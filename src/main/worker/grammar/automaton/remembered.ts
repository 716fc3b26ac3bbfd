import type { Automaton } from "./automaton";

const maximalEntries = 200;
const known = new Map<string, Automaton>();

/**
 * Makes an automaton once for each key. Schemas repeat the same bounds and formats over and over, and clients the same schemas; the same
 * object also becomes the same rule within a grammar.
 */
export function remembered(key: string, make: () => Automaton): Automaton {
  const before = known.get(key);
  if (before !== undefined) return before;
  const automaton = make();
  const [oldest] = known.keys();
  if (known.size >= maximalEntries && oldest !== undefined) known.delete(oldest);
  known.set(key, automaton);
  return automaton;
}
