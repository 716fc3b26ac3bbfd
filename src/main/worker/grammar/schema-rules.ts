import type { JsonSchema } from "../../core/engine/conversation";
import { anyJson } from "./any-json";
import type { GrammarBuilder } from "./grammar-builder";
import { arrayRule } from "./schema/array-rule";
import { literalsRule } from "./schema/literal-rules";
import { objectRule } from "./schema/object-rule";
import { refuse } from "./schema/refuse";
import { Satisfiability } from "./schema/satisfiable";
import { numberRule, stringRule } from "./schema/scalar-rules";
import { checkSchemaSize, maximalGrammarCharacters } from "./schema/schema-limits";
import { SchemaShapes, type ExclusiveBranches } from "./schema/schema-shapes";
import type { Conjunction, Shape } from "./schema/shape";
import { conjunctionOf } from "./schema/typed-shapes";

export interface SchemaRuleOptions {
  /** Only objects, also where the schema allows other values: arguments of tools. */
  readonly objectOnly?: boolean | undefined;
}

/**
 * A rule for the JSON texts that are valid under the schema (draft 2020-12, older spellings where they are unambiguous). What it leaves
 * out of them: properties in another order than the schema's, numbers as `number-automaton` tells, values nested more than 16 deep where
 * the schema leaves them open, and white space beyond a blank or an indented line between tokens.
 * @throws TresorError `unsupported` for what cannot be kept to, `invalid_request` for what is no schema or too large; `field` is the path
 */
export function schemaRule(builder: GrammarBuilder, schema: JsonSchema, options: SchemaRuleOptions = {}): string {
  checkSchemaSize(schema);
  const rules = new SchemaRules(builder, schema);
  const conjunction = conjunctionOf(schema, "schema");
  const object = { schema: { type: "object" }, path: "schema" };
  const whole = conjunction === null || options.objectOnly !== true ? conjunction : [...conjunction, object];
  const reference = rules.ruleFor(whole, "value");
  rules.checkExclusive();
  if (reference === null) throw refuse("schema", "allows no value at all");
  return reference;
}

/** Schemas inside each other, references followed; more would be a danger to the stack. */
const maximalChain = 300;

class SchemaRules {
  readonly #builder: GrammarBuilder;
  readonly #shapes: SchemaShapes;
  readonly #satisfiability: Satisfiability;
  readonly #references = new Map<string, string>();
  readonly #sizeBefore: number;
  #depth = 0;

  constructor(builder: GrammarBuilder, schema: JsonSchema) {
    this.#builder = builder;
    this.#sizeBefore = builder.sizeCharacters;
    this.#shapes = new SchemaShapes(schema);
    this.#satisfiability = new Satisfiability(this.#shapes);
  }

  /** The reference of the rule for a schema inside the document; null when no value satisfies it. */
  ruleFor(conjunction: Conjunction | null, name: string): string | null {
    if (conjunction === null || !this.#satisfiability.isPossible(conjunction)) return null;
    const key = this.#shapes.keyOf(conjunction);
    if (key === "") return anyJson(this.#builder);
    const known = this.#references.get(key);
    if (known !== undefined) return known;
    const reference = this.#builder.reserve(name);
    this.#references.set(key, reference);
    this.#depth += 1;
    if (this.#depth > maximalChain) throw refuse("schema", `has more than ${maximalChain} schemas inside each other`);
    const shapes = this.#shapes.shapesOf(conjunction).filter((shape) => this.#satisfiability.isShapePossible(shape));
    const literals = shapes.flatMap((shape) => (shape.kind === "literal" ? [shape.value] : []));
    const bodies = shapes.flatMap((shape) => this.#shapeRule(shape, name) ?? []);
    if (literals.length > 0) bodies.unshift(literalsRule(this.#builder, literals));
    this.#builder.define(reference, bodies.join(" | "));
    this.#depth -= 1;
    if (this.#builder.sizeCharacters - this.#sizeBefore > maximalGrammarCharacters) {
      throw refuse("schema", `becomes a grammar of more than ${maximalGrammarCharacters} characters; make it smaller`);
    }
    return reference;
  }

  /** @throws TresorError where two branches of a `oneOf` can hold for the same value */
  checkExclusive(): void {
    for (let open = this.#shapes.takeExclusive(); open.length > 0; open = this.#shapes.takeExclusive()) {
      for (const exclusive of open) this.#checkBranches(exclusive);
    }
  }

  #checkBranches({ field, branches }: ExclusiveBranches): void {
    branches.forEach((left, index) => {
      branches.slice(index + 1).forEach((right, offset) => {
        if (!left.some((one) => right.some((other) => this.#canBeBoth(one, other)))) return;
        const names = `${index} and ${index + offset + 1}`;
        throw refuse(
          field,
          `has branches ${names} that one value can satisfy both; tell them apart by a required const, or use anyOf`,
        );
      });
    });
  }

  #canBeBoth(left: Shape, right: Shape): boolean {
    const common = this.#shapes.merge(left, right);
    return common !== null && this.#satisfiability.isShapePossible(common);
  }

  #shapeRule(shape: Shape, name: string): string | null {
    switch (shape.kind) {
      case "literal":
        return null;
      case "null":
        return `"null"`;
      case "boolean":
        return `"true" | "false"`;
      case "number":
        return numberRule(this.#builder, shape);
      case "string":
        return stringRule(this.#builder, shape);
      case "array":
        return arrayRule(this.#builder, shape, name, (inner, part) => this.ruleFor(inner, part));
      case "object":
        return objectRule(this.#builder, shape, name, (inner, part) => this.ruleFor(inner, part));
    }
  }
}
