import { refuse, wrong } from "./refuse";
import type { LocatedSchema } from "./shape";

/** Keywords that say something about the value and have no counterpart in a grammar of ours. */
const refused = [
  "if",
  "not",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "unevaluatedItems",
  "uniqueItems",
  "contains",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "$dynamicRef",
  "$recursiveRef",
  "extends",
  "disallow",
  "divisibleBy",
] as const;

/** @throws TresorError `unsupported` for the first keyword that would have to be passed over */
export function refuseKeywords(located: LocatedSchema): void {
  const { schema, path } = located;
  for (const keyword of refused) {
    if (!Object.hasOwn(schema, keyword) || constrainsNothing(keyword, schema)) continue;
    throw refuse(`${path}.${keyword}`, "cannot be kept to while decoding; leave it out, or check the answer yourself");
  }
}

function constrainsNothing(keyword: (typeof refused)[number], schema: LocatedSchema["schema"]): boolean {
  const value = schema[keyword];
  switch (keyword) {
    case "if":
      return schema["then"] === undefined && schema["else"] === undefined;
    case "not":
      return value === false || isTypeOnly(value);
    case "uniqueItems":
      return value === false || (typeof schema["maxItems"] === "number" && schema["maxItems"] <= 1);
    case "contains":
      return schema["minContains"] === 0 && schema["maxContains"] === undefined;
    case "propertyNames":
      return isTrivial(value) || isTypeOnly(value, "string");
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return isTrivial(value);
    case "patternProperties":
    case "dependentRequired":
    case "dependentSchemas":
    case "dependencies":
      return isRecord(value) && Object.keys(value).length === 0;
    case "$dynamicRef":
    case "$recursiveRef":
    case "extends":
    case "disallow":
    case "divisibleBy":
      return false;
  }
}

function isTrivial(value: unknown): boolean {
  return value === true || (isRecord(value) && Object.keys(value).length === 0);
}

function isTypeOnly(value: unknown, type?: string): boolean {
  return isRecord(value) && Object.keys(value).join() === "type" && (type === undefined || value["type"] === type);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a keyword whose value is a count; undefined where it is absent. */
export function countOf({ schema, path }: LocatedSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw wrong(`${path}.${keyword}`, "must be a whole number of zero or more");
}

export function numberOf({ schema, path }: LocatedSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  if (value === undefined || typeof value === "boolean") return undefined;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw wrong(`${path}.${keyword}`, "must be a number");
}

export function textOf({ schema, path }: LocatedSchema, keyword: string): string | undefined {
  const value = schema[keyword];
  if (value === undefined || typeof value === "string") return value;
  throw wrong(`${path}.${keyword}`, "must be a string");
}

export function listOf({ schema, path }: LocatedSchema, keyword: string): readonly unknown[] | undefined {
  const value = schema[keyword];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value as readonly unknown[];
  throw wrong(`${path}.${keyword}`, "must be a list");
}

export function recordOf({ schema, path }: LocatedSchema, keyword: string): Readonly<Record<string, unknown>> {
  const value = schema[keyword];
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  throw wrong(`${path}.${keyword}`, "must be an object");
}
