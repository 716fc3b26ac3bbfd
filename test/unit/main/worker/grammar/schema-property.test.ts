import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../src/shared/errors";
import { formatGrammar } from "../../../../../src/main/worker/grammar/output-grammar";
import { parseGbnf, type Grammar } from "../../../../support/gbnf/parse-gbnf";
import { generate, match } from "../../../../support/gbnf/run-gbnf";
import { randomInstance } from "../../../../support/json-schema/random-instance";
import { randomDocument } from "../../../../support/json-schema/random-schema";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";

const schemaCount = 2_000;
const textsPerSchema = 3;
/** What an engine has to follow at once; each way costs time at every token. */
const maximalWays = 200;

const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 6, validateSchema: false });
addFormats(ajv);

function validator(schema: object): (value: unknown) => boolean {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => validate(value);
}

/** The grammar, or the words with which the schema was refused. */
function grammarOf(schema: Record<string, unknown>): Grammar | string {
  try {
    return parseGbnf(formatGrammar({ type: "schema", schema }));
  } catch (error) {
    if (error instanceof TresorError && error.code === "unsupported") return error.message;
    throw error;
  }
}

/**
 * An object's members in every order, for small ones. A grammar has one order: named members as the schema lists them, then others; and
 * which are named depends on the branch of `anyOf` that allows the object.
 */
function memberOrders(instance: unknown): unknown[] {
  if (typeof instance !== "object" || instance === null || Array.isArray(instance)) return [instance];
  const members = Object.entries(instance);
  return members.length > 4 ? [instance] : permutations(members).map((order) => Object.fromEntries(order) as unknown);
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, at) => at !== index)).map((rest) => [item, ...rest]),
  );
}

describe("schemaRule, over random schemas", () => {
  it("generates only what the schema allows, and accepts what it allows", { timeout: 240_000 }, () => {
    const seen = { schemas: 0, refused: 0, generated: 0, accepted: 0 };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const schema = randomDocument(random);
        const isValid = validator(schema);
        const instances = Array.from({ length: 3 }, () => randomInstance(schema, schema, random)).filter(isValid);
        const grammar = grammarOf(schema);
        seen.schemas += 1;
        if (typeof grammar === "string") {
          seen.refused += 1;
          if (grammar.includes("allows no value")) expect(instances, JSON.stringify(schema)).toEqual([]);
          return;
        }
        for (let count = 0; count < textsPerSchema; count += 1) {
          const text = generate(grammar, random);
          const { accepts, ways } = match(grammar, text);
          expect(accepts).toBe(true);
          expect(ways, JSON.stringify(schema)).toBeLessThan(maximalWays);
          expect(isValid(JSON.parse(text)), `${JSON.stringify(schema)}\n${text}`).toBe(true);
          seen.generated += 1;
        }
        for (const instance of instances) {
          const accepted = memberOrders(instance).find((ordered) => match(grammar, JSON.stringify(ordered)).accepts);
          expect(accepted, `${JSON.stringify(schema)}\n${JSON.stringify(instance)}`).toBeDefined();
          expect(match(grammar, JSON.stringify(accepted, null, 2)).accepts).toBe(true);
          seen.accepted += 1;
        }
      }),
      // The same schemas in every run: a rare one that fails shall fail for whoever brought it in.
      { numRuns: schemaCount, endOnFailure: true, seed: 20_261_127 },
    );
    // That the run has tested something: few schemas may be refused (most of them allow no value), most have instances.
    expect(seen.refused / seen.schemas).toBeLessThan(0.15);
    expect(seen.generated).toBeGreaterThan(4_000);
    expect(seen.accepted).toBeGreaterThan(2_000);
  });
});
