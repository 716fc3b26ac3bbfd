type Random = () => number;
type Schema = Record<string, unknown>;

export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

export const patterns = [
  "^[A-Z]{2,4}$",
  "ab+c",
  "^(on|off)$",
  "^\\d+(\\.\\d{1,2})?$",
  "x$",
  '^["\\\\\\n]+$',
  "^[^a-z]*é",
];
export const formats = ["date", "time", "date-time", "uuid", "email", "ipv4", "ipv6", "hostname", "uri", "duration"];
const names = ["a", "ab", "abc", "name", "größe", 'say "hi"', "b"];
const values = [null, true, 0, 7, -1.5, "", "a", "ab", "\n", "é😀", [], [1, "x"], {}, { a: 1, b: [null] }];

/** A schema of the keywords that can be kept to. Some are satisfied by nothing. */
export function randomSchema(random: Random, depth = 3): Schema | boolean {
  const chance = random();
  if (chance < 0.04) return random() < 0.9;
  if (depth === 0 || chance < 0.4) return scalarSchema(random);
  if (chance < 0.55) return arraySchema(random, depth - 1);
  if (chance < 0.8) return objectSchema(random, depth - 1);
  return combination(random, depth - 1);
}

function scalarSchema(random: Random): Schema {
  const kind = pick(random, ["string", "string", "integer", "number", "enum", "const", "other", "types"] as const);
  switch (kind) {
    case "string":
      return { type: "string", ...stringLimits(random) };
    case "integer":
      return { type: "integer", ...numberLimits(random, 1) };
    case "number":
      return { type: "number", ...numberLimits(random, pick(random, [1, 0.5, 0.01])) };
    case "enum":
      return { enum: [...new Set(Array.from({ length: 1 + Math.floor(random() * 9) }, () => pick(random, values)))] };
    case "const":
      return { const: pick(random, values) };
    case "other":
      return pick(random, [
        { type: "boolean" },
        { type: "null" },
        { type: "object" },
        {},
        { type: "string", nullable: true },
      ]);
    case "types":
      return { type: ["integer", "string", "null"].slice(Math.floor(random() * 2)), minimum: 3, maxLength: 4 };
  }
}

function stringLimits(random: Random): Schema {
  const chance = random();
  if (chance < 0.3) return {};
  if (chance < 0.5) return { pattern: pick(random, patterns) };
  if (chance < 0.7) return { format: pick(random, formats) };
  const minLength = Math.floor(random() * 4);
  return {
    minLength,
    maxLength: minLength + pick(random, [0, 1, 5, 70, 200]),
    ...(chance < 0.8 ? { pattern: "^.*b" } : {}),
  };
}

function numberLimits(random: Random, unit: number): Schema {
  const bound = () => Math.round((random() - 0.5) * pick(random, [4, 30, 3_000]) * 100) * 0.01 * (unit === 1 ? 10 : 1);
  const tidy = (value: number) => Number((unit === 1 ? Math.round(value) : value).toFixed(2));
  const [low, high] = [tidy(bound()), tidy(bound())].sort((left, right) => left - right);
  return {
    ...(random() < 0.4 ? { [pick(random, ["minimum", "exclusiveMinimum"])]: low } : {}),
    ...(random() < 0.4 ? { [pick(random, ["maximum", "exclusiveMaximum"])]: high } : {}),
    ...(random() < 0.15 ? { multipleOf: unit * pick(random, [1, 2, 3, 10]) } : {}),
  };
}

function arraySchema(random: Random, depth: number): Schema {
  const minItems = Math.floor(random() * 3);
  return {
    type: "array",
    ...(random() < 0.8 ? { items: randomSchema(random, depth) } : {}),
    ...(random() < 0.25 ? { prefixItems: [randomSchema(random, depth), randomSchema(random, depth)] } : {}),
    ...(random() < 0.3 ? { minItems } : {}),
    ...(random() < 0.3 ? { maxItems: minItems + Math.floor(random() * 3) } : {}),
  };
}

function objectSchema(random: Random, depth: number): Schema {
  const chosen = names.filter(() => random() < 0.4);
  return {
    type: "object",
    properties: Object.fromEntries(chosen.map((name) => [name, randomSchema(random, depth)])),
    ...(random() < 0.6 ? { required: names.filter((name) => random() < (chosen.includes(name) ? 0.5 : 0.05)) } : {}),
    ...(random() < 0.5 ? { additionalProperties: random() < 0.7 ? false : randomSchema(random, depth) } : {}),
    ...(random() < 0.1 ? { maxProperties: 1 + Math.floor(random() * 3) } : {}),
    ...(random() < 0.1 ? { minProperties: 1 } : {}),
  };
}

function combination(random: Random, depth: number): Schema {
  const kind = pick(random, ["anyOf", "oneOf", "allOf", "siblings", "recursion", "reference"] as const);
  const part = () => randomSchema(random, depth);
  switch (kind) {
    case "anyOf":
      return { anyOf: [part(), part(), part()] };
    case "oneOf":
      return {
        oneOf: ["circle", "square"].map((name) => ({
          type: "object",
          properties: { kind: { const: name }, [name]: part() },
          required: ["kind"],
        })),
      };
    case "allOf":
      return { allOf: [part(), part()] };
    case "siblings":
      return { ...objectSchema(random, depth), anyOf: [objectSchema(random, depth), {}] };
    case "recursion":
      return { $ref: "#/$defs/node" };
    case "reference":
      return { $ref: "#/$defs/leaf", description: "A leaf." };
  }
}

/** A whole document: a schema with definitions that it may refer to. */
export function randomDocument(random: Random): Schema {
  const schema = randomSchema(random);
  const leaf = scalarSchema(random);
  const node = {
    type: "object",
    properties: {
      value: randomSchema(random, 1),
      children: { type: "array", items: { $ref: "#/$defs/node" }, maxItems: 2 },
    },
    required: ["value"],
    additionalProperties: false,
  };
  return { ...(typeof schema === "boolean" ? (schema ? {} : { not: {} }) : schema), $defs: { leaf, node } };
}
