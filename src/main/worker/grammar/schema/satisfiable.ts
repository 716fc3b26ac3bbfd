import { numberAutomaton } from "./number-automaton";
import { refuse } from "./refuse";
import type { SchemaShapes } from "./schema-shapes";
import type { ArrayShape, Conjunction, NumberShape, ObjectShape, Shape, StringShape } from "./shape";
import { stringAutomaton } from "./string-automaton";

const maximalWork = 50_000;
/** Schemas that require each other in a row; more would be a danger to the stack. */
const maximalChain = 300;

/**
 * Decides whether a finite value exists for a schema. What needs itself inside itself (a node that requires a node) has none, and a rule
 * for it would never end.
 */
export class Satisfiability {
  readonly #shapes: SchemaShapes;
  readonly #known = new Map<string, boolean>();
  #work = 0;

  constructor(shapes: SchemaShapes) {
    this.#shapes = shapes;
  }

  isPossible(conjunction: Conjunction | null, open: ReadonlySet<string> = new Set()): boolean {
    if (conjunction === null) return false;
    const key = this.#shapes.keyOf(conjunction);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) return false;
    if (open.size > maximalChain) throw refuse("schema", `requires more than ${maximalChain} values inside each other`);
    this.#work += 1;
    if (this.#work > maximalWork)
      throw refuse("schema", "is too entangled to be judged; use fewer recursive combinations");
    const inside = new Set([...open, key]);
    const possible = this.#shapes.shapesOf(conjunction).some((shape) => this.isShapePossible(shape, inside));
    // "No" may only mean that an outer schema is still undecided.
    if (possible || open.size === 0) this.#known.set(key, possible);
    return possible;
  }

  isShapePossible(shape: Shape, open: ReadonlySet<string> = new Set()): boolean {
    switch (shape.kind) {
      case "null":
      case "boolean":
      case "literal":
        return true;
      case "number":
        return isNumberPossible(shape);
      case "string":
        return isStringPossible(shape);
      case "array":
        return isArrayPossible(shape, (schema) => this.isPossible(schema, open));
      case "object":
        return isObjectPossible(shape, (schema) => this.isPossible(schema, open));
    }
  }
}

type Judge = (schema: Conjunction | null) => boolean;

function isNumberPossible(shape: NumberShape): boolean {
  const isOpen = (shape.lower === null || shape.upper === null) && shape.multiplesOf.length === 0;
  return isOpen || numberAutomaton(shape).length > 0;
}

function isStringPossible(shape: StringShape): boolean {
  if (shape.maxLength !== null && shape.minLength > shape.maxLength) return false;
  return shape.patterns.length === 0 || stringAutomaton(shape).length > 0;
}

function isArrayPossible({ first, rest, minItems, maxItems }: ArrayShape, judge: Judge): boolean {
  if (maxItems !== null && minItems > maxItems) return false;
  if (!first.slice(0, minItems).every(judge)) return false;
  return minItems <= first.length || judge(rest);
}

function isObjectPossible(shape: ObjectShape, judge: Judge): boolean {
  const { properties, required, additional, minProperties, maxProperties } = shape;
  if (![...required].every((name) => judge(properties.get(name) ?? null))) return false;
  if (maxProperties !== null && Math.max(required.size, minProperties) > maxProperties) return false;
  if (minProperties <= required.size || judge(additional)) return true;
  return [...properties.values()].filter(judge).length >= minProperties;
}
