import type { JsonSchema, ToolDefinition } from "../../core/engine/conversation";
import { TresorError } from "../../../shared/errors";
import { GrammarBuilder, literal } from "../grammar/grammar-builder";
import { schemaRule, type SchemaRuleOptions } from "../grammar/schema-rules";
import { textBefore } from "../grammar/text-before";
import { sequence } from "./call-grammar";
import { valueKind, type ValueKind } from "./value-kind";

type Keywords = Readonly<Record<string, unknown>>;

/** A tool's arguments as one JSON object by its schema. */
export function jsonArguments(builder: GrammarBuilder, tool: ToolDefinition): string {
  return schemaOrAny(builder, tool, tool.parameters, { objectOnly: true });
}

/** One parameter's value as JSON by its schema. */
export function jsonArgument(builder: GrammarBuilder, tool: ToolDefinition, schema: JsonSchema): string {
  return schemaOrAny(builder, tool, { ...definitions(keywordsOf(tool.parameters)), ...keywordsOf(schema) });
}

/** How one parameter is written around its value. */
export interface ParameterForm {
  readonly open: (key: string, kind: ValueKind) => string;
  /** A text value ends where this begins. */
  readonly close: string;
}

/**
 * A tool's arguments as a sequence of tags, in the order of the schema; optional ones may be missing. A text is any text without the
 * closer, or one of the schema's own; other values are JSON by the schema.
 */
export function taggedArguments(builder: GrammarBuilder, tool: ToolDefinition, form: ParameterForm): string {
  const root = keywordsOf(tool.parameters);
  const required = Array.isArray(root["required"]) ? root["required"] : [];
  const members = Object.entries(keywordsOf(root["properties"])).map(([key, value]) => {
    const schema = value as JsonSchema;
    const kind = valueKind(schema, root);
    const text = sequence(literal(form.open(key, kind)), taggedValue(builder, tool, schema, form.close));
    const rule = builder.rule(`parameter ${key}`, sequence(text, literal(form.close)));
    return required.includes(key) ? rule : `${rule}?`;
  });
  return members.join(" ");
}

/** The raw text of one value, up to its closer. */
export function taggedValue(builder: GrammarBuilder, tool: ToolDefinition, schema: JsonSchema, closer: string): string {
  const root = keywordsOf(tool.parameters);
  if (valueKind(schema, root).type === "json") return jsonArgument(builder, tool, schema);
  const { enum: members, const: only } = keywordsOf(schema);
  const own = Array.isArray(members) ? members : only === undefined ? [] : [only];
  if (own.length === 0) return textBefore(builder, closer);
  const alternatives = own.map((member) => literal(typeof member === "string" ? member : JSON.stringify(member)));
  return builder.rule("member", alternatives.join(" | "));
}

/** Only `strict` tools insist on every keyword; where a grammar cannot honour one, others get any value of the type. */
function schemaOrAny(
  builder: GrammarBuilder,
  tool: ToolDefinition,
  schema: JsonSchema,
  options: SchemaRuleOptions = {},
): string {
  if (tool.strict === true) return schemaRule(builder, schema, options);
  try {
    // On a builder of its own: a schema that is refused half-way leaves rules behind.
    schemaRule(new GrammarBuilder(), schema, options);
    return schemaRule(builder, schema, options);
  } catch (error) {
    if (!(error instanceof TresorError)) throw error;
    const { type } = keywordsOf(schema);
    return schemaRule(builder, typeof type === "string" ? { type } : true, options);
  }
}

/** What `$ref` of a part points into. */
function definitions(root: Keywords): Keywords {
  return Object.fromEntries(["$defs", "definitions"].flatMap((key) => (key in root ? [[key, root[key]]] : [])));
}

function keywordsOf(schema: unknown): Keywords {
  return typeof schema === "object" && schema !== null && !Array.isArray(schema) ? (schema as Keywords) : {};
}
