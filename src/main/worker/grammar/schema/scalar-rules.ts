import { automatonRule } from "../automaton/automaton-rules";
import type { GrammarBuilder } from "../grammar-builder";
import { anyString, escapedSet, stringCharacter } from "../json-text";
import { characterClass, contains, everyCharacter } from "../automaton/character-set";
import { repeated } from "../repetition";
import { integerBody, numberAutomaton, numberBody, positiveBody } from "./number-automaton";
import type { NumberShape, StringShape } from "./shape";
import { stringAutomaton } from "./string-automaton";

export function numberRule(builder: GrammarBuilder, shape: NumberShape): string {
  const { isInteger, lower, upper, multiplesOf } = shape;
  if (upper === null && multiplesOf.length === 0) {
    if (lower === null) return isInteger ? builder.rule("integer", integerBody) : builder.rule("number", numberBody);
    // The one bound that every second schema has, and the one that exponents cannot break.
    if (!isInteger && lower.value.digits === 0n && !lower.isExclusive) return builder.rule("number", positiveBody);
  }
  return automatonRule(builder, isInteger ? "integer" : "number", numberAutomaton(shape), characterClass);
}

export function stringRule(builder: GrammarBuilder, shape: StringShape): string {
  const { minLength, maxLength, patterns } = shape;
  if (patterns.length > 0) {
    const text = automatonRule(builder, "text", stringAutomaton(shape), (set) => textSet(builder, set));
    return builder.rule("string", `"\\"" ${text} "\\""`);
  }
  if (minLength === 0 && maxLength === null) return anyString(builder);
  const text = repeated(builder, stringCharacter(builder), minLength, maxLength);
  return builder.rule("string", `"\\"" ${text} "\\""`);
}

/** Where every character may stand, it may also be escaped when it need not be. */
export function textSet(builder: GrammarBuilder, set: Parameters<typeof escapedSet>[1]): string {
  const isEverything =
    set.length === everyCharacter.length &&
    everyCharacter.every(([from, to]) => contains(set, from) && contains(set, to));
  return isEverything ? stringCharacter(builder) : escapedSet(builder, set);
}
