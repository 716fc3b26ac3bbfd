import { automatonRule } from "../automaton/automaton-rules";
import { characterClass } from "../automaton/character-set";
import { wordsAutomaton } from "../automaton/words";
import { literal, type GrammarBuilder } from "../grammar-builder";
import { colon, comma, gap } from "../json-text";
import { isRecord } from "./keywords";

/** Below it alternatives are as fast as an automaton, and easier to read. */
const fewWords = 6;

/** A rule for any of these values; those of lists and objects with white space where JSON may have it. */
export function literalsRule(builder: GrammarBuilder, values: readonly unknown[]): string {
  const texts = values
    .filter((value) => typeof value !== "object" || value === null)
    .map((value) => JSON.stringify(value));
  const composed = values
    .filter((value) => typeof value === "object" && value !== null)
    .map((value) => composedBody(builder, value));
  const words = [...new Set(texts)];
  const spelt =
    words.length > fewWords
      ? [automatonRule(builder, "word", wordsAutomaton(words), characterClass)]
      : words.map((word) => literal(word));
  return builder.rule("constant", [...spelt, ...composed].join(" | "));
}

function composedBody(builder: GrammarBuilder, value: unknown): string {
  if (Array.isArray(value)) {
    return enclosed(
      builder,
      "[",
      value.map((item) => composedBody(builder, item)),
      "]",
    );
  }
  if (!isRecord(value)) return literal(JSON.stringify(value));
  const members = Object.entries(value).map(
    ([name, item]) => `${literal(JSON.stringify(name))} ${colon(builder)} ${composedBody(builder, item)}`,
  );
  return enclosed(builder, "{", members, "}");
}

function enclosed(builder: GrammarBuilder, open: string, items: readonly string[], close: string): string {
  const blank = gap(builder);
  const inside = items.length === 0 ? [] : [items.join(` ${comma(builder)} `), blank];
  return [literal(open), blank, ...inside, literal(close)].join(" ");
}
