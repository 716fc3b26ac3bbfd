import { isRecord, listOf, refuseKeywords } from "./keywords";
import { literalAccepted } from "./literal-accepted";
import { mergeShapes } from "./merge-shapes";
import { refuse, wrong } from "./refuse";
import { resolveReference } from "./resolve-reference";
import { isSameValue } from "./same-value";
import type { Conjunction, LocatedSchema, Shape } from "./shape";
import { conjunctionOf, typedShapes } from "./typed-shapes";
import { withoutRepeats } from "./union";

const maximalShapes = 400;
const annotations = new Set(["$ref", "title", "description", "default", "examples", "deprecated", "$comment"]);

/** Branches of which exactly one may hold. */
export interface ExclusiveBranches {
  readonly field: string;
  readonly branches: readonly (readonly Shape[])[];
}

/** Turns schemas of one document into unions of shapes, without going into the schemas inside them. */
export class SchemaShapes {
  readonly #root: unknown;
  readonly #numbers = new WeakMap<object, number>();
  readonly #known = new Map<string, readonly Shape[]>();
  readonly #exclusive: ExclusiveBranches[] = [];
  #count = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  /** Equal for conjunctions of the same schemas. */
  keyOf(conjunction: Conjunction): string {
    const numbers = this.#settled(conjunction).map(({ schema }) => this.#numberOf(schema));
    return [...new Set(numbers)].sort((left, right) => left - right).join();
  }

  /** @throws TresorError `unsupported`, `invalid_request` */
  shapesOf(conjunction: Conjunction): readonly Shape[] {
    const key = this.keyOf(conjunction);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [first, ...others] = this.#settled(conjunction).map((located) => this.#expand(located, []));
    const anything = typedShapes({ schema: {}, path: "schema" });
    const shapes = others.reduce((left, right) => this.#cross(left, right), first ?? anything);
    const union = withoutRepeats(
      shapes,
      (located) => this.keyOf(located),
      (shape, value) => this.accepts(shape, value),
    );
    this.#known.set(key, union);
    return union;
  }

  /** The `oneOf` that were met since the last call; whether their branches exclude each other is judged apart. */
  takeExclusive(): readonly ExclusiveBranches[] {
    return this.#exclusive.splice(0);
  }

  /** What is in both shapes; null where that is nothing for reasons of type. */
  merge(left: Shape, right: Shape): Shape | null {
    if (left.kind === "literal") return this.accepts(right, left.value) ? left : null;
    if (right.kind === "literal") return this.accepts(left, right.value) ? right : null;
    return mergeShapes(left, right);
  }

  accepts(shape: Shape, value: unknown): boolean {
    return literalAccepted(shape, value, (conjunction, inner) =>
      this.shapesOf(conjunction).some((some) => this.accepts(some, inner)),
    );
  }

  #expand(located: LocatedSchema, trail: readonly object[]): readonly Shape[] {
    const { schema, path } = located;
    if (trail.includes(schema)) throw wrong(path, "refers to itself without a value in between");
    const inside = [...trail, schema];
    refuseKeywords(located);
    let shapes = this.#withValues(located, typedShapes(located));
    const narrow = (value: unknown, field: string) => {
      shapes = this.#cross(shapes, this.#expandAll(conjunctionOf(value, field), inside));
    };
    if (schema["$ref"] !== undefined) {
      shapes = this.#cross(shapes, this.#expandAll(resolveReference(this.#root, located), inside));
    }
    listOf(located, "allOf")?.forEach((part, index) => narrow(part, `${path}.allOf.${index}`));
    const any = this.#branches(located, "anyOf", inside);
    if (any !== null) shapes = this.#cross(shapes, any.flat());
    const one = this.#branches(located, "oneOf", inside)?.map((branch) => this.#cross(shapes, branch));
    if (one === undefined) return shapes;
    this.#exclusive.push({ field: `${path}.oneOf`, branches: one });
    return one.flat();
  }

  #branches(located: LocatedSchema, keyword: "anyOf" | "oneOf", trail: readonly object[]) {
    const branches = listOf(located, keyword);
    if (branches === undefined) return null;
    const tag = keyword === "oneOf" ? discriminatorOf(located) : null;
    return branches.map((branch, index) => {
      const shapes = this.#expandAll(conjunctionOf(branch, `${located.path}.${keyword}.${index}`), trail);
      return tag === null ? shapes : shapes.map((shape) => withRequired(shape, tag));
    });
  }

  #expandAll(conjunction: Conjunction | null, trail: readonly object[]): readonly Shape[] {
    if (conjunction === null) return [];
    const [located] = conjunction;
    return located === undefined ? typedShapes({ schema: {}, path: "schema" }) : this.#expand(located, trail);
  }

  #withValues(located: LocatedSchema, shapes: readonly Shape[]): readonly Shape[] {
    const { schema } = located;
    const values = Object.hasOwn(schema, "const") ? [schema["const"]] : listOf(located, "enum");
    if (values === undefined) return shapes;
    const list = Object.hasOwn(schema, "const") ? listOf(located, "enum") : undefined;
    const allowed =
      list === undefined ? values : values.filter((value) => list.some((other) => isSameValue(other, value)));
    return allowed
      .filter((value) => shapes.some((shape) => this.accepts(shape, value)))
      .map((value) => ({ kind: "literal", value }));
  }

  #cross(left: readonly Shape[], right: readonly Shape[]): readonly Shape[] {
    if (left.length * right.length > maximalShapes ** 2) throw tooManyWays();
    const merged = left.flatMap((one) => right.map((other) => this.merge(one, other)));
    const shapes = merged.filter((shape) => shape !== null);
    if (shapes.filter(({ kind }) => kind !== "literal").length > maximalShapes) throw tooManyWays();
    return shapes;
  }

  /** References with nothing beside them count as what they point to, so that a recursion comes back to the same key. */
  #settled(conjunction: Conjunction): Conjunction {
    return conjunction.flatMap((located) => {
      let current = located;
      for (let steps = 0; steps < 50 && isBareReference(current); steps += 1) {
        const target = resolveReference(this.#root, current);
        const [next] = target ?? [];
        if (next === undefined) return target === null ? [current] : [];
        current = next;
      }
      return [current];
    });
  }

  #numberOf(schema: object): number {
    const number = this.#numbers.get(schema) ?? (this.#count += 1);
    this.#numbers.set(schema, number);
    return number;
  }
}

function isBareReference({ schema }: LocatedSchema): boolean {
  return schema["$ref"] !== undefined && Object.keys(schema).every((keyword) => annotations.has(keyword));
}

/** The property by which OpenAPI's `discriminator` tells the branches apart: it must be there. */
function discriminatorOf({ schema }: LocatedSchema): string | null {
  const { discriminator } = schema;
  return isRecord(discriminator) && typeof discriminator["propertyName"] === "string"
    ? discriminator["propertyName"]
    : null;
}

function withRequired(shape: Shape, name: string): Shape {
  if (shape.kind !== "object") return shape;
  const properties = shape.properties.has(name)
    ? shape.properties
    : new Map([...shape.properties, [name, shape.additional]]);
  return { ...shape, properties, required: new Set([...shape.required, name]) };
}

function tooManyWays() {
  return refuse(
    "schema",
    `combines alternatives in more than ${maximalShapes} ways; use fewer anyOf and allOf together`,
  );
}
