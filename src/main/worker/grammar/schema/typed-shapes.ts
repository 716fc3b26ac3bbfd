import { annotatingFormats, formatPatterns, shortUriPattern } from "./formats";
import { compare, decimalOf } from "./decimal";
import { countOf, isRecord, listOf, numberOf, recordOf, textOf } from "./keywords";
import { refuse, wrong } from "./refuse";
import type {
  ArrayShape,
  Bound,
  Conjunction,
  LocatedSchema,
  NumberShape,
  ObjectShape,
  Shape,
  StringShape,
} from "./shape";

const everyType = ["object", "array", "string", "number", "boolean", "null"] as const;
/** No answer has as many characters or items; a larger upper bound bounds nothing. */
const boundless = 1_000_000;

/** What `type` and the keywords that belong to a type say: one shape for each type that is possible. */
export function typedShapes(located: LocatedSchema): readonly Shape[] {
  const types = new Set(typesOf(located));
  if (types.has("number")) types.delete("integer");
  return [...types].map((type): Shape => {
    switch (type) {
      case "null":
      case "boolean":
        return { kind: type };
      case "integer":
      case "number":
        return numberShape(located, type === "integer");
      case "string":
        return stringShape(located);
      case "array":
        return arrayShape(located);
      case "object":
        return objectShape(located);
      default:
        throw wrong(`${located.path}.type`, `names no type of JSON: ${JSON.stringify(type)}`);
    }
  });
}

function typesOf({ schema, path }: LocatedSchema): readonly string[] {
  const { type, not } = schema;
  const named = type === undefined ? everyType : typeof type === "string" ? [type] : type;
  if (!Array.isArray(named)) throw wrong(`${path}.type`, "must be a name or a list of names");
  const types = [
    ...(named as readonly string[]),
    ...(schema["nullable"] === true && type !== undefined ? ["null"] : []),
  ];
  if (!isRecord(not)) return types;
  // Other forms of `not` have been refused.
  const excluded = [not["type"]].flat();
  if (excluded.includes("integer") && types.includes("number")) {
    throw refuse(`${path}.not`, "cannot take integers out of numbers while decoding");
  }
  return types.filter((name) => !excluded.includes(name) && !(name === "integer" && excluded.includes("number")));
}

function numberShape(located: LocatedSchema, isInteger: boolean): NumberShape {
  const step = numberOf(located, "multipleOf");
  if (step !== undefined && step <= 0) throw wrong(`${located.path}.multipleOf`, "must be greater than zero");
  return {
    kind: "number",
    isInteger,
    lower: boundOf(located, "minimum", "exclusiveMinimum", 1),
    upper: boundOf(located, "maximum", "exclusiveMaximum", -1),
    multiplesOf: step === undefined ? [] : [decimalOf(step)],
    path: located.path,
  };
}

/** @param sense 1 when the larger of two bounds is the narrower one */
function boundOf(located: LocatedSchema, inclusive: string, exclusive: string, sense: 1 | -1): Bound | null {
  const [value, strict] = [numberOf(located, inclusive), numberOf(located, exclusive)];
  const bounds: Bound[] = [];
  // Until draft 4, `exclusiveMinimum` was a switch beside `minimum`.
  if (value !== undefined) bounds.push({ value: decimalOf(value), isExclusive: located.schema[exclusive] === true });
  if (strict !== undefined) bounds.push({ value: decimalOf(strict), isExclusive: true });
  return bounds.reduce<Bound | null>((narrow, bound) => narrower(narrow, bound, sense), null);
}

export function narrower(left: Bound | null, right: Bound | null, sense: 1 | -1): Bound | null {
  if (left === null || right === null) return left ?? right;
  const order = compare(left.value, right.value) * sense;
  return order > 0 || (order === 0 && left.isExclusive) ? left : right;
}

function stringShape(located: LocatedSchema): StringShape {
  const pattern = textOf(located, "pattern");
  const format = formatOf(located);
  return {
    kind: "string",
    minLength: countOf(located, "minLength") ?? 0,
    maxLength: upperCount(located, "maxLength"),
    patterns: [pattern, format].filter((some) => some !== undefined),
    path: located.path,
  };
}

function formatOf(located: LocatedSchema): string | undefined {
  const format = textOf(located, "format");
  if (format === undefined || annotatingFormats.has(format)) return undefined;
  const isShort = format === "uri" && located.schema["maxLength"] !== undefined;
  const known = Object.hasOwn(formatPatterns, format) ? formatPatterns[format] : undefined;
  const pattern = isShort ? shortUriPattern : known;
  if (pattern !== undefined) return `^(${pattern})$`;
  // Formats of numbers (int32, double) say nothing about strings, unless the string is what was meant.
  const isAboutStrings = [located.schema["type"]].flat().includes("string");
  if (!isAboutStrings) return undefined;
  const names = Object.keys(formatPatterns).join(", ");
  throw refuse(`${located.path}.format`, `${JSON.stringify(format)} is none that can be kept to (${names})`);
}

function upperCount(located: LocatedSchema, keyword: string): number | null {
  const count = countOf(located, keyword) ?? null;
  return count !== null && count > boundless ? null : count;
}

function arrayShape(located: LocatedSchema): ArrayShape {
  const { schema, path } = located;
  const isOldTuple = Array.isArray(schema["items"]);
  const first = (isOldTuple ? listOf(located, "items") : listOf(located, "prefixItems")) ?? [];
  const firstKeyword = isOldTuple ? "items" : "prefixItems";
  const restKeyword = isOldTuple ? "additionalItems" : "items";
  return {
    kind: "array",
    first: first.map((item, index) => conjunctionOf(item, `${path}.${firstKeyword}.${index}`)),
    rest: conjunctionOf(schema[restKeyword], `${path}.${restKeyword}`),
    minItems: countOf(located, "minItems") ?? 0,
    maxItems: upperCount(located, "maxItems"),
  };
}

function objectShape(located: LocatedSchema): ObjectShape {
  const { schema, path } = located;
  const properties = Object.entries(recordOf(located, "properties")).map(
    ([name, value]) => [name, conjunctionOf(value, `${path}.properties.${name}`)] as const,
  );
  const required = listOf(located, "required") ?? [];
  if (!required.every((name) => typeof name === "string")) throw wrong(`${path}.required`, "must be a list of names");
  const additional = conjunctionOf(schema["additionalProperties"], `${path}.additionalProperties`);
  const unnamed = required.filter((name) => !properties.some(([known]) => known === name));
  return {
    kind: "object",
    properties: new Map([...properties, ...unnamed.map((name) => [name, additional] as const)]),
    required: new Set(required),
    additional,
    minProperties: countOf(located, "minProperties") ?? 0,
    maxProperties: upperCount(located, "maxProperties"),
    path,
  };
}

/** A schema as it stands somewhere in another; absent means any value. */
export function conjunctionOf(schema: unknown, path: string): Conjunction | null {
  if (schema === undefined || schema === true) return [];
  if (schema === false) return null;
  if (isRecord(schema)) return [{ schema, path }];
  throw wrong(path, "must be a schema: an object, true or false");
}
