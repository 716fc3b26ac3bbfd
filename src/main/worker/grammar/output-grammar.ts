import type { OutputFormat } from "../../core/engine/sampling";
import { anyJsonObject } from "./any-json";
import { checkClientGrammar } from "./client/check-grammar";
import { GrammarBuilder } from "./grammar-builder";
import { schemaRule } from "./schema-rules";

export type JsonFormat = Exclude<OutputFormat, { readonly type: "grammar" }>;

/**
 * The GBNF that an answer of this format follows from its first character to its last.
 * @throws TresorError `invalid_request`, `unsupported`
 */
export function formatGrammar(format: OutputFormat): string {
  if (format.type === "grammar") {
    checkClientGrammar(format.grammar);
    return format.grammar;
  }
  const builder = new GrammarBuilder();
  return builder.text(jsonRule(builder, format));
}

/** The same as a rule beside others. @throws TresorError `invalid_request`, `unsupported` */
export function jsonRule(builder: GrammarBuilder, format: JsonFormat): string {
  return format.type === "json" ? anyJsonObject(builder) : schemaRule(builder, format.schema);
}
