import { nothing, type GrammarBuilder } from "../grammar-builder";
import type { Automaton } from "./automaton";
import type { CharacterSet } from "./character-set";

const references = new WeakMap<GrammarBuilder, WeakMap<Automaton, string>>();

/**
 * A rule for what the automaton accepts, one rule a state: at each character the engine has one state to follow, however long the text.
 * @param write how a character of the set stands in the text; it must consume something
 */
export function automatonRule(
  builder: GrammarBuilder,
  name: string,
  automaton: Automaton,
  write: (set: CharacterSet) => string,
): string {
  const known = references.get(builder) ?? new WeakMap<Automaton, string>();
  references.set(builder, known);
  const reference = known.get(automaton) ?? define(builder, name, automaton, write);
  known.set(automaton, reference);
  return reference;
}

function define(
  builder: GrammarBuilder,
  name: string,
  automaton: Automaton,
  write: (set: CharacterSet) => string,
): string {
  const states = automaton.map(() => builder.reserve(name));
  automaton.forEach(({ isAccepting, moves }, index) => {
    const alternatives = moves.map(({ set, target }) => `${write(set)} ${states[target] ?? nothing}`);
    builder.define(states[index] ?? name, [...alternatives, ...(isAccepting ? [nothing] : [])].join(" | "));
  });
  const [start] = states;
  if (start === undefined) throw new Error("A rule must match something.");
  return start;
}
