import { accepts } from "../automaton/automaton";
import { compare, decimalOf, digitsAtScale } from "./decimal";
import { isRecord } from "./keywords";
import { isSameValue } from "./same-value";
import type { ArrayShape, Conjunction, NumberShape, ObjectShape, Shape, StringShape } from "./shape";
import { stringAutomaton } from "./string-automaton";

type Judge = (conjunction: Conjunction, value: unknown) => boolean;

/** Whether the value has the shape. @param judge the same for a schema inside it */
export function literalAccepted(shape: Shape, value: unknown, judge: Judge): boolean {
  switch (shape.kind) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number" && numberAccepted(shape, value);
    case "string":
      return typeof value === "string" && stringAccepted(shape, value);
    case "array":
      return Array.isArray(value) && arrayAccepted(shape, value, judge);
    case "object":
      return isRecord(value) && objectAccepted(shape, value, judge);
    case "literal":
      return isSameValue(shape.value, value);
  }
}

function numberAccepted({ isInteger, lower, upper, multiplesOf }: NumberShape, value: number): boolean {
  if (isInteger && !Number.isInteger(value)) return false;
  const decimal = decimalOf(value);
  const above = lower === null ? 1 : compare(decimal, lower.value);
  const below = upper === null ? 1 : compare(upper.value, decimal);
  if (above < 0 || below < 0) return false;
  if ((above === 0 && lower?.isExclusive === true) || (below === 0 && upper?.isExclusive === true)) return false;
  return multiplesOf.every((step) => {
    const scale = Math.max(step.scale, decimal.scale);
    return digitsAtScale(decimal, scale) % digitsAtScale(step, scale) === 0n;
  });
}

function stringAccepted(shape: StringShape, value: string): boolean {
  const length = Array.from(value).length;
  if (length < shape.minLength || (shape.maxLength !== null && length > shape.maxLength)) return false;
  return shape.patterns.length === 0 || accepts(stringAutomaton(shape), value);
}

function arrayAccepted(
  { first, rest, minItems, maxItems }: ArrayShape,
  value: readonly unknown[],
  judge: Judge,
): boolean {
  if (value.length < minItems || (maxItems !== null && value.length > maxItems)) return false;
  return value.every((item, index) => {
    const schema = index < first.length ? (first[index] ?? null) : rest;
    return schema !== null && judge(schema, item);
  });
}

function objectAccepted(shape: ObjectShape, value: Readonly<Record<string, unknown>>, judge: Judge): boolean {
  const names = Object.keys(value);
  if (names.length < shape.minProperties) return false;
  if (shape.maxProperties !== null && names.length > shape.maxProperties) return false;
  if (![...shape.required].every((name) => Object.hasOwn(value, name))) return false;
  return names.every((name) => {
    const schema = shape.properties.has(name) ? (shape.properties.get(name) ?? null) : shape.additional;
    return schema !== null && judge(schema, value[name]);
  });
}
