import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../../../src/main/core/engine/conversation";
import { GrammarBuilder } from "../../../../../src/main/worker/grammar/grammar-builder";
import { formatGrammar } from "../../../../../src/main/worker/grammar/output-grammar";
import { schemaRule } from "../../../../../src/main/worker/grammar/schema-rules";
import { parseGbnf } from "../../../../support/gbnf/parse-gbnf";
import { accepts, match } from "../../../../support/gbnf/run-gbnf";

/** Whether each JSON text is accepted, in their order. */
function judge(schema: JsonSchema, texts: readonly string[]): readonly boolean[] {
  const grammar = parseGbnf(formatGrammar({ type: "schema", schema }));
  return texts.map((text) => accepts(grammar, text));
}

interface Case {
  readonly what: string;
  readonly schema: JsonSchema;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const person = {
  type: "object",
  properties: { name: { type: "string" }, age: { type: "integer" }, mail: { type: "string" } },
  required: ["name"],
  additionalProperties: false,
};

const cases: readonly Case[] = [
  {
    what: "properties: optional ones may be missing, others may not come",
    schema: person,
    good: ['{"name":"A"}', '{"name": "A", "mail": "m"}', '{\n  "name": "A",\n  "age": 3,\n  "mail": "m"\n}'],
    bad: ["{}", '{"age":3}', '{"name":"A","x":1}', '{"name":1}', '{"name":"A",}'],
  },
  {
    what: "additionalProperties: other names only, also when they begin alike",
    schema: { type: "object", properties: { ab: { const: 1 } }, additionalProperties: { const: 2 } },
    good: ["{}", '{"ab":1}', '{"ab":1,"a":2,"abc":2,"é":2}', '{"":2}'],
    bad: ['{"ab":2}', '{"ab":1,"ab":2}', '{"a":2,"\\u0061b":2}', '{"a":1}'],
  },
  {
    what: "minProperties and maxProperties",
    schema: {
      type: "object",
      properties: { a: {}, b: {}, c: {} },
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 2,
    },
    good: ['{"a":1}', '{"b":1,"c":2}'],
    bad: ["{}", '{"a":1,"b":1,"c":1}'],
  },
  {
    what: "a string's escapes",
    schema: { type: "string" },
    good: ['""', '"a\\n\\"\\\\\\/"', '"\\u00e9\\ud83d\\ude00"', '"é😀"'],
    bad: ['"\n"', '"\\x"', '"\\ud83d"', '"\\ude00"', '"a', "a"],
  },
  {
    what: "lengths in characters, however they are written",
    schema: { type: "string", minLength: 2, maxLength: 3 },
    good: ['"ab"', '"😀😀😀"', '"\\ud83d\\ude00\\n"'],
    bad: ['"a"', '"\\ud83d\\ude00"', '"abcd"'],
  },
  {
    what: "large lengths exactly",
    schema: { type: "string", minLength: 100, maxLength: 5_000 },
    good: [`"${"x".repeat(100)}"`, `"${"x".repeat(4_096)}"`, `"${"x".repeat(5_000)}"`],
    bad: [`"${"x".repeat(99)}"`, `"${"x".repeat(5_001)}"`],
  },
  {
    what: "a pattern that is not anchored, with characters that JSON escapes",
    schema: { type: "string", pattern: '\\d"\\\\[^a]' },
    good: ['"x1\\"\\\\b"', '"7\\"\\\\\\nend"'],
    bad: ['"1\\"\\\\a"', '"1"', '""'],
  },
  {
    what: "anchors around alternatives",
    schema: { type: "string", pattern: "^(?:a|bc+)$|^x" },
    good: ['"a"', '"bcc"', '"xyz"'],
    bad: ['"ab"', '"bcx"', '"ax"'],
  },
  {
    what: "pattern, format and lengths together",
    schema: { type: "string", format: "date", pattern: "^2\\d*-", maxLength: 10 },
    good: ['"2024-02-29"'],
    bad: ['"1999-01-01"', '"2023-02-29"', '"2024-1-1"'],
  },
  {
    what: "formats with the lengths that usually stand beside them",
    schema: {
      anyOf: [
        { type: "string", format: "email", maxLength: 255 },
        { type: "string", format: "uri", maxLength: 2_048 },
      ],
    },
    good: ['"first.last@mail.example.org"', '"https://example.com:8080/a?b=c"'],
    bad: ['"first.last@"', '"https//example"', `"https://example.com/${"x".repeat(2_048)}"`],
  },
  {
    what: "integers within bounds",
    schema: { type: "integer", minimum: -12, exclusiveMaximum: 105 },
    good: ["-12", "-1", "0", "9", "99", "104"],
    bad: ["-13", "105", "1000", "1.5", "01", "-0", "1e1"],
  },
  {
    what: "numbers within bounds, in decimal notation",
    schema: { type: "number", exclusiveMinimum: 0.5, maximum: 12.25 },
    good: ["0.51", "0.500001", "1", "9.99", "12.25", "12.250"],
    bad: ["0.5", "0.50", "0.49", "12.26", "13", "-1", "1e0"],
  },
  {
    what: "numbers without bounds, with exponents that a double can hold",
    schema: { type: "number" },
    good: ["0", "-0.5", "1e21", "1.5E-9", "2e+300", "123456.789"],
    bad: ["1e999", "1.", ".5", "+1", "NaN", "01"],
  },
  {
    what: "multiples, also of decimals",
    schema: {
      anyOf: [
        { type: "integer", multipleOf: 7, minimum: 10 },
        { type: "number", multipleOf: 0.25, maximum: 1 },
      ],
    },
    good: ["14", "70", "-0.25", "0.5", "1"],
    bad: ["7.1", "15", "0.3", "1.25"],
  },
  {
    what: "tuples, old and new",
    schema: {
      anyOf: [
        { type: "array", prefixItems: [{ const: 1 }, { const: 2 }], items: false, minItems: 1 },
        { type: "array", items: [{ const: "a" }], additionalItems: { const: "b" }, maxItems: 3 },
      ],
    },
    good: ["[1]", "[1, 2]", '["a","b","b"]', "[]"],
    bad: ["[2]", "[1,2,3]", '["b"]', '["a","b","b","b"]'],
  },
  {
    what: "allOf as one schema",
    schema: {
      allOf: [
        { type: "object", properties: { a: { minimum: 3 } }, required: ["a"] },
        { properties: { a: { type: "integer", maximum: 5 }, b: { type: "null" } }, additionalProperties: false },
      ],
    },
    good: ['{"a":3}', '{"a":5,"b":null}'],
    bad: ['{"a":2}', '{"a":6}', '{"b":null}', '{"a":3,"c":1}'],
  },
  {
    what: "oneOf whose branches a constant tells apart",
    schema: {
      oneOf: [
        { type: "object", properties: { kind: { const: "a" }, x: { type: "integer" } }, required: ["kind"] },
        { type: "object", properties: { kind: { const: "b" }, y: { type: "integer" } }, required: ["kind", "y"] },
      ],
    },
    good: ['{"kind":"a"}', '{"kind":"b","y":1}'],
    bad: ['{"kind":"b"}', '{"kind":"c"}', "{}"],
  },
  {
    what: "recursion by $ref, also to the root",
    schema: {
      type: "object",
      properties: { next: { anyOf: [{ $ref: "#" }, { type: "null" }] } },
      required: ["next"],
      additionalProperties: false,
    },
    good: ['{"next":null}', '{"next":{"next":{"next":null}}}'],
    bad: ['{"next":{}}', "null"],
  },
  {
    what: "nullable, types by list, and not with a type",
    schema: {
      type: "object",
      properties: {
        a: { type: "string", nullable: true },
        b: { type: ["integer", "null"] },
        c: { not: { type: ["object", "array"] } },
      },
    },
    good: ['{"a":null,"b":null,"c":null}', '{"a":"x","b":1,"c":true}'],
    bad: ['{"a":1}', '{"b":"x"}', '{"c":{}}'],
  },
  {
    what: "enum and const of any value, filtered by the rest of the schema",
    schema: { type: ["string", "object"], enum: ["a", 1, { k: [1, null] }, "é\n"] },
    good: ['"a"', '{ "k": [1, null] }', '"é\\n"'],
    bad: ["1", '"b"', '{"k":[1]}'],
  },
  {
    what: "true: any value",
    schema: true,
    good: ["null", "[]", '{"a": [1, {"b": "c"}]}', "-1.5e3", '"x"'],
    bad: ["[1,]", "nul", "{a:1}", ""],
  },
];

describe("schemaRule", () => {
  it.each(cases)("honours $what", ({ schema, good, bad }) => {
    expect(judge(schema, good)).toEqual(good.map(() => true));
    expect(judge(schema, bad)).toEqual(bad.map(() => false));
  });

  it("keeps a tool's arguments an object, whatever their schema says", () => {
    const builder = new GrammarBuilder();
    const grammar = parseGbnf(builder.text(schemaRule(builder, true, { objectOnly: true })));
    expect(accepts(grammar, '{"a": 1}')).toBe(true);
    expect(accepts(grammar, "[]")).toBe(false);
  });

  it("leaves few ways open at each character, however large the bounds: each costs time at every token", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`property${index}`, { type: "string", maxLength: 4_000 }]),
    );
    const grammar = parseGbnf(formatGrammar({ type: "schema", schema: { type: "object", properties } }));
    const { accepts: isAccepted, ways } = match(
      grammar,
      JSON.stringify({ property7: "x".repeat(3_000), property39: "y" }),
    );
    expect(isAccepted).toBe(true);
    // The names that may come next, and a few more within a value.
    expect(ways).toBeLessThan(60);
    const words = parseGbnf(
      formatGrammar({ type: "schema", schema: { enum: Array.from({ length: 1_000 }, (_, index) => `word ${index}`) } }),
    );
    expect(match(words, '"word 999"').ways).toBeLessThan(12);
  });

  it("takes OpenAPI's discriminator as what tells the branches of a oneOf apart", () => {
    const branch = (name: string) => ({ type: "object", properties: { kind: { const: name, default: name } } });
    const schema = { oneOf: [branch("a"), branch("b")], discriminator: { propertyName: "kind" } };
    expect(judge(schema, ['{"kind":"b"}', "{}"])).toEqual([true, false]);
  });
});

describe("schemas that cannot be honoured", () => {
  const string = { type: "string" };
  it.each<[string, JsonSchema, string]>([
    ["patternProperties", { type: "object", patternProperties: { "^x": string } }, "schema.patternProperties"],
    ["propertyNames", { type: "object", propertyNames: { pattern: "^x" } }, "schema.propertyNames"],
    ["uniqueItems", { properties: { a: { type: "array", uniqueItems: true } } }, "schema.properties.a.uniqueItems"],
    ["if", { if: string, then: { minLength: 1 } }, "schema.if"],
    ["not", { not: { const: 1 } }, "schema.not"],
    ["contains", { type: "array", contains: string }, "schema.contains"],
    ["dependentRequired", { dependentRequired: { a: ["b"] } }, "schema.dependentRequired"],
    ["a format", { type: "string", format: "iban" }, "schema.format"],
    ["a lookahead", { type: "string", pattern: "^(?=a)b" }, "schema.pattern"],
    ["a backreference", { type: "string", pattern: "(a)\\1" }, "schema.pattern"],
    ["a pattern with too many states", { type: "string", pattern: "a.{14}b" }, "schema.pattern"],
    [
      "oneOf with overlapping branches",
      { oneOf: [{ type: "integer" }, { type: "number", minimum: 3 }] },
      "schema.oneOf",
    ],
    ["a reference outside", { $ref: "https://example.com/schema" }, "schema.$ref"],
    ["minProperties with free names", { type: "object", minProperties: 2 }, "schema.minProperties"],
    ["false", false, "schema"],
    ["contradictions", { type: "integer", minimum: 3, maximum: 2 }, "schema"],
    ["a node that needs itself", { type: "object", properties: { a: { $ref: "#" } }, required: ["a"] }, "schema"],
  ])("names %s", (_, schema, field) => {
    expect(() => formatGrammar({ type: "schema", schema })).toThrow(
      expect.objectContaining({
        code: "unsupported",
        details: { field },
        message: expect.stringContaining(field) as string,
      }),
    );
  });

  const nested = (depth: number): JsonSchema => (depth === 0 ? string : { type: "array", items: nested(depth - 1) });
  const chain = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [
      index,
      { type: "array", items: { $ref: `#/$defs/${index + 1}` }, minItems: 1 },
    ]),
  );
  const pattern = (text: string): JsonSchema => ({ type: "string", pattern: text });
  it.each<[string, JsonSchema]>([
    ["a pattern of many optional parts", pattern("^(a?){4000}$")],
    ["a pattern of loops in counts", pattern("^(.*a){1000}$")],
    ["a pattern of counts in counts", pattern("(a{4000}){4000}")],
    ["bounds of many digits", { type: "number", minimum: 1e-320 }],
    ["multiples of many digits", { type: "number", multipleOf: 12_345.678 }],
    ["depth", nested(100)],
    ["size", { enum: Array.from({ length: 40_000 }, (_, index) => index) }],
    ["text", { const: "x".repeat(2_000_000) }],
    ["a long chain of references", { $ref: "#/$defs/0", $defs: { ...chain, 3000: string } }],
    [
      "combinations",
      {
        allOf: Array.from({ length: 12 }, (_, i) => ({
          anyOf: [0, 1, 2].map((j) => ({ type: "object", required: [`${i}${j}`] })),
        })),
      },
    ],
    ["a reference to itself", { $ref: "#" }],
    ["a reference to nothing", { $ref: "#/$defs/missing" }],
    ["a type that is none", { type: "text" }],
    ["properties that are no object", { type: "object", properties: [] }],
  ])("refuses %s before native code", (_, schema) => {
    const before = performance.now();
    expect(() => formatGrammar({ type: "schema", schema })).toThrow(
      expect.objectContaining({ name: "TresorError", message: expect.stringContaining("schema") as string }),
    );
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
