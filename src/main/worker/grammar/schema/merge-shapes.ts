import type { ArrayShape, Conjunction, NumberShape, ObjectShape, Shape, StringShape } from "./shape";
import { narrower } from "./typed-shapes";

/** Values of both shapes, neither a literal; null where the types differ. */
export function mergeShapes(left: Shape, right: Shape): Shape | null {
  if (left.kind === "number" && right.kind === "number") return mergeNumbers(left, right);
  if (left.kind === "string" && right.kind === "string") return mergeStrings(left, right);
  if (left.kind === "array" && right.kind === "array") return mergeArrays(left, right);
  if (left.kind === "object" && right.kind === "object") return mergeObjects(left, right);
  return left.kind === right.kind ? left : null;
}

function mergeNumbers(left: NumberShape, right: NumberShape): NumberShape {
  return {
    kind: "number",
    isInteger: left.isInteger || right.isInteger,
    lower: narrower(left.lower, right.lower, 1),
    upper: narrower(left.upper, right.upper, -1),
    multiplesOf: [...left.multiplesOf, ...right.multiplesOf],
    path: left.path,
  };
}

function mergeStrings(left: StringShape, right: StringShape): StringShape {
  return {
    kind: "string",
    minLength: Math.max(left.minLength, right.minLength),
    maxLength: lesser(left.maxLength, right.maxLength),
    patterns: [...new Set([...left.patterns, ...right.patterns])],
    path: right.patterns.length > 0 ? right.path : left.path,
  };
}

function mergeArrays(left: ArrayShape, right: ArrayShape): ArrayShape {
  const length = Math.max(left.first.length, right.first.length);
  const itemOf = ({ first, rest }: ArrayShape, index: number) => (index < first.length ? (first[index] ?? null) : rest);
  return {
    kind: "array",
    first: Array.from({ length }, (_, index) => conjoin(itemOf(left, index), itemOf(right, index))),
    rest: conjoin(left.rest, right.rest),
    minItems: Math.max(left.minItems, right.minItems),
    maxItems: lesser(left.maxItems, right.maxItems),
  };
}

function mergeObjects(left: ObjectShape, right: ObjectShape): ObjectShape {
  const propertyOf = ({ properties, additional }: ObjectShape, name: string) =>
    properties.has(name) ? (properties.get(name) ?? null) : additional;
  const names = new Set([...left.properties.keys(), ...right.properties.keys()]);
  return {
    kind: "object",
    properties: new Map([...names].map((name) => [name, conjoin(propertyOf(left, name), propertyOf(right, name))])),
    required: new Set([...left.required, ...right.required]),
    additional: conjoin(left.additional, right.additional),
    minProperties: Math.max(left.minProperties, right.minProperties),
    maxProperties: lesser(left.maxProperties, right.maxProperties),
    path: left.path,
  };
}

function conjoin(left: Conjunction | null, right: Conjunction | null): Conjunction | null {
  if (left === null || right === null) return null;
  return [...left, ...right.filter(({ schema }) => !left.some((known) => known.schema === schema))];
}

function lesser(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right);
}
