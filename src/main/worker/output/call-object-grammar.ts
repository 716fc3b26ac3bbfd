import type { ToolDefinition } from "../../core/engine/conversation";
import { literal, type GrammarBuilder } from "../grammar/grammar-builder";
import { jsonArguments } from "./argument-grammar";
import { sequence } from "./call-grammar";

interface CallObjectForm {
  /** Default: `name` and `arguments`. */
  readonly keys?: { readonly name: string; readonly arguments: string };
  /** GBNF between the opening brace and the name. */
  readonly first?: string;
  /** GBNF between the arguments and the closing brace. */
  readonly last?: string;
}

/** A call as one JSON object with its arguments inside, for `CallForm.call`. */
export function callObjectGrammar(
  form: CallObjectForm = {},
): (builder: GrammarBuilder, tool: ToolDefinition) => string {
  const { keys = { name: "name", arguments: "arguments" }, first = "", last = "" } = form;
  return (builder, tool) =>
    sequence(
      literal("{"),
      first,
      literal(`"${keys.name}": ${JSON.stringify(tool.name)}, "${keys.arguments}": `),
      jsonArguments(builder, tool),
      last,
      literal("}"),
    );
}
