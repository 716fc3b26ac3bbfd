import { numberKey } from "./number-automaton";
import type { Conjunction, Shape } from "./shape";

/**
 * The same values with fewer shapes: what another shape holds already is left out, since each shape that a text may still become
 * costs time at every token.
 */
export function withoutRepeats(
  shapes: readonly Shape[],
  keyOf: (conjunction: Conjunction) => string,
  accepts: (shape: Shape, value: unknown) => boolean,
): readonly Shape[] {
  const byKey = new Map<string, Shape>();
  for (const shape of shapes) byKey.set(shapeKey(shape, keyOf), shape);
  const distinct = [...byKey.values()];
  const open = distinct.filter(({ kind }) => kind !== "literal");
  return distinct.filter((shape) => shape.kind !== "literal" || !open.some((other) => accepts(other, shape.value)));
}

function shapeKey(shape: Shape, keyOf: (conjunction: Conjunction) => string): string {
  const inner = (conjunction: Conjunction | null) => (conjunction === null ? "never" : `all(${keyOf(conjunction)})`);
  switch (shape.kind) {
    case "null":
    case "boolean":
      return shape.kind;
    case "literal":
      return `literal ${JSON.stringify(shape.value)}`;
    case "number":
      return numberKey(shape);
    case "string":
      return JSON.stringify(["string", shape.minLength, shape.maxLength, ...shape.patterns]);
    case "array":
      return JSON.stringify(["array", shape.minItems, shape.maxItems, inner(shape.rest), shape.first.map(inner)]);
    case "object": {
      const properties = [...shape.properties].map(([name, schema]) => [name, shape.required.has(name), inner(schema)]);
      return JSON.stringify([shape.minProperties, shape.maxProperties, inner(shape.additional), properties]);
    }
  }
}
