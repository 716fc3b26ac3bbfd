import type { JsonSchema } from "../../core/engine/conversation";

/** How the raw text of a value is read: as it stands, as JSON, or as JSON of these types and else as it stands. */
export type ValueKind =
  | { readonly type: "string" }
  | { readonly type: "json" }
  | { readonly type: "either"; readonly jsonTypes: ReadonlySet<string> };

const deepestReference = 8;

/** The schema of one parameter of a tool; undefined where the tool says nothing of it. */
export function parameterSchema(parameters: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const properties = objectOf(parameters)?.["properties"];
  const schema = objectOf(properties)?.[key];
  return typeof schema === "boolean" ? schema : objectOf(schema);
}

/** The schema of an object's member, or of a list's members for a key of null. */
export function memberSchema(
  schema: JsonSchema | undefined,
  key: string | null,
  root: JsonSchema | undefined,
): JsonSchema | undefined {
  const own = resolved(schema, root);
  return key === null ? objectOf(objectOf(own)?.["items"]) : parameterSchema(own, key);
}

/** The members that an object's schema names. */
export function memberNames(
  schema: JsonSchema,
  root: JsonSchema,
): readonly { readonly key: string; readonly isRequired: boolean }[] {
  const own = objectOf(resolved(schema, root));
  const required = own?.["required"];
  const isRequired = (key: string) => Array.isArray(required) && required.includes(key);
  return Object.keys(objectOf(own?.["properties"]) ?? {}).map((key) => ({ key, isRequired: isRequired(key) }));
}

/** @param root the schema that `$ref` points into */
export function valueKind(schema: JsonSchema | undefined, root: JsonSchema | undefined): ValueKind {
  if (schema === undefined) return { type: "string" };
  const types = typesOf(schema, root, 0);
  if (types === null) return { type: "either", jsonTypes: new Set(["number", "boolean", "null", "object", "array"]) };
  if (!types.has("string")) return { type: "json" };
  const jsonTypes = new Set([...types].filter((type) => type !== "string"));
  return jsonTypes.size === 0 ? { type: "string" } : { type: "either", jsonTypes };
}

/** The one type that a schema allows; null for several or any. */
export function onlyType(schema: JsonSchema | undefined, root: JsonSchema | undefined): string | null {
  const types = [...(typesOf(schema, root, 0) ?? [])];
  return types.length === 1 ? (types[0] ?? null) : null;
}

export function jsonTypeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The types that a schema allows, `integer` as `number`; null: any. */
function typesOf(schema: unknown, root: JsonSchema | undefined, depth: number): ReadonlySet<string> | null {
  const keywords = objectOf(schema);
  if (keywords === undefined || depth > deepestReference) return null;
  const reference = keywords["$ref"];
  if (typeof reference === "string") return typesOf(target(reference, root), root, depth + 1);
  const types = ownTypes(keywords) ?? branchTypes(keywords, root, depth);
  if (types !== null && keywords["nullable"] === true) return new Set([...types, "null"]);
  return types;
}

function ownTypes(keywords: Readonly<Record<string, unknown>>): ReadonlySet<string> | null {
  const { type } = keywords;
  if (typeof type === "string") return new Set([type === "integer" ? "number" : type]);
  if (Array.isArray(type)) return new Set(type.map((name) => (name === "integer" ? "number" : String(name))));
  if ("const" in keywords) return new Set([jsonTypeOf(keywords["const"])]);
  const members = keywords["enum"];
  if (Array.isArray(members)) return new Set(members.map(jsonTypeOf));
  if ("properties" in keywords) return new Set(["object"]);
  return "items" in keywords ? new Set(["array"]) : null;
}

function branchTypes(
  keywords: Readonly<Record<string, unknown>>,
  root: JsonSchema | undefined,
  depth: number,
): ReadonlySet<string> | null {
  const branches = keywords["anyOf"] ?? keywords["oneOf"];
  if (Array.isArray(branches)) {
    const all = branches.map((branch) => typesOf(branch, root, depth + 1));
    return all.includes(null) ? null : new Set(all.flatMap((types) => [...(types ?? [])]));
  }
  const parts = keywords["allOf"];
  if (!Array.isArray(parts)) return null;
  return parts.map((part) => typesOf(part, root, depth + 1)).find((types) => types !== null) ?? null;
}

/** The schema itself, or what it refers to. */
function resolved(schema: JsonSchema | undefined, root: JsonSchema | undefined): JsonSchema | undefined {
  const reference = objectOf(schema)?.["$ref"];
  return typeof reference === "string" ? objectOf(target(reference, root)) : schema;
}

/** What `#/$defs/…` and the like point to. */
function target(reference: string, root: JsonSchema | undefined): unknown {
  if (!reference.startsWith("#")) return undefined;
  const path = reference.split("/").slice(1);
  return path.reduce<unknown>((value, part) => {
    return objectOf(value)?.[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")];
  }, root);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
