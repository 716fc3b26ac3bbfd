import { both, ofLength, TooManyStates, type Automaton } from "../automaton/automaton";
import { determinize } from "../automaton/determinize";
import { parsePattern, PatternError } from "../automaton/pattern";
import { remembered } from "../automaton/remembered";
import { refuse } from "./refuse";
import type { StringShape } from "./shape";

/** The texts that a shape with patterns allows. @throws TresorError `unsupported` for what is not regular or too large */
export function stringAutomaton(shape: StringShape): Automaton {
  const { patterns, minLength, maxLength } = shape;
  try {
    return remembered(JSON.stringify(["string", minLength, maxLength, ...patterns]), () => {
      const automata = patterns.map((pattern) => determinize(parsePattern(pattern)));
      return ofLength(automata.reduce(both), minLength, maxLength);
    });
  } catch (error) {
    const field = `${shape.path}.pattern`;
    if (error instanceof PatternError) throw refuse(field, `cannot be honoured: ${error.message}`);
    if (error instanceof TooManyStates) throw refuse(field, "is too large together with its lengths; make it simpler");
    throw error;
  }
}
