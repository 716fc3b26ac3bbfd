import type { GrammarBuilder } from "./grammar-builder";
import { anyString, colon, comma, gap } from "./json-text";
import { numberBody } from "./schema/number-automaton";

/** Arrays and objects within each other, at most, where a schema leaves a value open. */
const openDepth = 16;

/** A rule for any JSON value, nested up to 16 deep. */
export function anyJson(builder: GrammarBuilder): string {
  return nested(builder, openDepth).value;
}

/** A rule for any JSON object, nested up to 16 deep. */
export function anyJsonObject(builder: GrammarBuilder): string {
  return nested(builder, openDepth).object;
}

function nested(builder: GrammarBuilder, depth: number): { readonly value: string; readonly object: string } {
  const number = builder.rule("number", numberBody);
  const scalar = builder.rule("scalar", `${anyString(builder)} | ${number} | "true" | "false" | "null"`);
  const inner = depth === 1 ? scalar : nested(builder, depth - 1).value;
  const blank = gap(builder);
  const member = builder.rule("member", `${anyString(builder)} ${colon(builder)} ${inner}`);
  const object = builder.rule("object", `"{" ${blank} (${member} (${comma(builder)} ${member})* ${blank})? "}"`);
  const array = builder.rule("array", `"[" ${blank} (${inner} (${comma(builder)} ${inner})* ${blank})? "]"`);
  return { value: builder.rule("value", `${object} | ${array} | ${scalar}`), object };
}
