import type { JsonSchema, ToolDefinition } from "../../core/engine/conversation";
import { literal, nothing, type GrammarBuilder } from "../grammar/grammar-builder";
import { jsonArgument } from "./argument-grammar";
import { sequence } from "./call-grammar";
import { memberNames, memberSchema } from "./value-kind";

/**
 * The members of an object in the order of its schema with separators between them; optional ones may be missing.
 * @param root the schema that `$ref` points into
 * @param member one member with its value as GBNF
 */
export function memberList(
  builder: GrammarBuilder,
  schema: JsonSchema,
  root: JsonSchema,
  separator: string,
  member: (key: string, schema: JsonSchema) => string,
): string {
  let first = nothing;
  let further = nothing;
  for (const { key, isRequired } of memberNames(schema, root).toReversed()) {
    const one = builder.rule(`member ${key}`, member(key, memberSchema(schema, key, root) ?? true));
    const whole = sequence(one, further);
    first = builder.rule("first", isRequired ? whole : `${whole} | ${first}`);
    const later = sequence(literal(separator), one);
    further = builder.rule("further", sequence(isRequired ? later : `(${later})?`, further));
  }
  return first;
}

/** `f(a="x", n=2)` with values in JSON, which the reader of Python takes as well. */
export function pythonCallGrammar(builder: GrammarBuilder, tool: ToolDefinition): string {
  const { name, parameters } = tool;
  return sequence(
    literal(`${name}(`),
    memberList(builder, parameters, parameters, ", ", (key, schema) =>
      sequence(literal(`${key}=`), jsonArgument(builder, tool, schema)),
    ),
    literal(")"),
  );
}
