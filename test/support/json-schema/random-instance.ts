import { pick } from "./random-schema";

type Random = () => number;
type Schema = Readonly<Record<string, unknown>>;

const matching: Readonly<Record<string, readonly string[]>> = {
  "^[A-Z]{2,4}$": ["AB", "XYZQ"],
  "ab+c": ["abc", "–abbbc\n"],
  "^(on|off)$": ["on", "off"],
  "^\\d+(\\.\\d{1,2})?$": ["1", "007.25"],
  x$: ["x", "\t\u0001x"],
  '^["\\\\\\n]+$': ['"', '\\\n"'],
  "^[^a-z]*é": ["é", '€ É"é😀'],
  "^.*b": ["b", "abab"],
  date: ["2024-02-29", "1999-12-31"],
  time: ["12:00:00Z", "23:59:59.123+02:00"],
  "date-time": ["2024-02-29T00:00:00Z", "2026-11-27t03:04:05.678-01:30"],
  uuid: ["123e4567-e89b-12d3-a456-426614174000"],
  email: ["a@b.de", "first.last+tag@mail.example.org"],
  ipv4: ["127.0.0.1", "255.249.10.0"],
  ipv6: ["::1", "2001:db8::ff00:42:8329", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8", "fe80::"],
  hostname: ["localhost", "a-b.example.com"],
  uri: ["https://example.com/a/b?c=d#e", "urn:isbn:123", "http://localhost:8080"],
  duration: ["P3Y6M4DT12H30M5S", "PT5M", "P2W"],
};

const strings = ["", "a", "ab", "abcd", "é😀", '"quoted" \\ \n', "x".repeat(60), "word ".repeat(30)];
const numbers = [0, 1, 2, 3, 7, -1, 10, 12.5, -0.25, 0.01, 33.33, 1500, -42];
const anything = [null, true, 5, "text", [1, [2]], { deep: { er: [] } }];

/** A value that the schema probably allows; the caller checks. Properties come in the schema's order. */
export function randomInstance(schema: unknown, root: Schema, random: Random, depth = 0, isPart = false): unknown {
  if (typeof schema !== "object" || schema === null || depth > 20) return isPart ? {} : pick(random, anything);
  const own = schema as Schema;
  if (typeof own["$ref"] === "string") {
    const definitions = root["$defs"] as Schema;
    return randomInstance(definitions[own["$ref"].split("/").at(-1) ?? ""], root, random, depth + 1, isPart);
  }
  const inner = (part: unknown) => randomInstance(part, root, random, depth + 1);
  // Additional properties of one part would stand before the named ones of the next.
  const innerPart = (part: unknown) => randomInstance(part, root, random, depth + 1, true);
  if ("const" in own) return own["const"];
  if (Array.isArray(own["enum"])) return pick(random, own["enum"] as unknown[]);
  const parts = [
    ...list(own["allOf"]).map(innerPart),
    ...[own["anyOf"], own["oneOf"]].flatMap((branches) =>
      list(branches).length > 0 ? [innerPart(pick(random, list(branches)))] : [],
    ),
  ];
  if (own["type"] === undefined) {
    if (parts.length === 0) return isPart ? {} : pick(random, anything);
    return parts.every(isObject) ? Object.assign({}, ...parts) : parts[0];
  }
  switch (pick(random, [own["type"] as string | readonly string[]].flat())) {
    case "string": {
      const known = matching[String(own["pattern"] ?? own["format"])];
      return pick(random, known ?? strings);
    }
    case "integer":
    case "number":
      return number(own, random);
    case "boolean":
      return random() < 0.5;
    case "array": {
      const least = Number(own["minItems"] ?? 0);
      const length = depth > 5 ? least : least + Math.floor(random() * 3);
      const first = list(own["prefixItems"]);
      return Array.from({ length }, (_, index) => inner(first[index] ?? own["items"]));
    }
    case "object": {
      const required = list(own["required"]) as readonly string[];
      const properties = Object.entries((own["properties"] ?? {}) as Schema);
      const chosen = properties.filter(([name]) => required.includes(name) || (random() < 0.5 && depth < 6));
      const value = Object.fromEntries(chosen.map(([name, part]) => [name, inner(part)]));
      const unnamed = required.filter((name) => !properties.some(([known]) => known === name));
      const extras = random() < 0.3 && !isPart ? ["other", "abx", "\u0041\n"] : [];
      const wild = own["additionalProperties"];
      for (const name of unnamed) value[name] ??= inner(wild);
      for (const part of parts) {
        if (isObject(part)) for (const [name, item] of Object.entries(part)) value[name] ??= item;
      }
      for (const name of extras) value[name] ??= inner(wild);
      const order = [...properties.map(([name]) => name), ...unnamed, ...Object.keys(value)];
      return Object.fromEntries(order.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]]] : [])));
    }
    default:
      return null;
  }
}

function number(schema: Schema, random: Random): number {
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].flatMap(
    (keyword) => schema[keyword] ?? [],
  );
  const near = (bounds as number[]).flatMap((bound) => [bound, bound + 1, bound - 1, bound + 0.25, bound - 0.01]);
  const step = typeof schema["multipleOf"] === "number" ? schema["multipleOf"] : null;
  const value = pick(random, [...near, ...numbers]);
  if (step === null) return schema["type"] === "integer" ? Math.round(value) : Number(value.toPrecision(12));
  return Number((Math.round(value / step) * step).toFixed(6));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
