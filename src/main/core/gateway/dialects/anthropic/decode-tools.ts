import type { Conversation, ToolChoice, ToolDefinition } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { invalidField } from "../../decode/fields";
import { arrayOf, decodeFunction, named } from "../../decode/tools";

export interface DecodedTools {
  readonly conversation: Pick<Conversation, "tools" | "toolChoice" | "parallelCalls">;
  readonly ignored: readonly string[];
}

/**
 * `tools` with `tool_choice`. Tools that the server would run, and those whose schema only Anthropic's models know, are skipped. So is
 * a tool that waits to be found (`defer_loading`); one of `found` is told of by the result that names it.
 * @throws TresorError `invalid_request`
 */
export function decodeTools(tools: unknown, choice: unknown, found: ReadonlySet<string>): DecodedTools {
  const ignored: string[] = [];
  const decoded: ToolDefinition[] = [];
  let deferred = 0;
  for (const [index, tool] of arrayOf(tools, "tools").entries()) {
    const field = `tools.${index}`;
    if (!isObject(tool)) throw invalidField(field, "must be an object with name and input_schema");
    if ((tool["type"] ?? "custom") !== "custom") ignored.push(field);
    else if (tool["defer_loading"] !== true) decoded.push(decodeFunction(tool, field, "input_schema"));
    else if (found.has(String(tool["name"])))
      decoded.push({ ...decodeFunction(tool, field, "input_schema"), isToldInMessages: true });
    else deferred += 1;
  }
  if (deferred > 0) ignored.push(`tools.defer_loading (${deferred})`);
  if (decoded.length === 0) return { conversation: {}, ignored };
  return { conversation: { tools: decoded, ...decodeChoice(choice, decoded) }, ignored };
}

function decodeChoice(
  choice: unknown,
  tools: readonly ToolDefinition[],
): Pick<Conversation, "toolChoice" | "parallelCalls"> {
  if (choice === undefined || choice === null) return {};
  if (!isObject(choice)) throw invalidField("tool_choice", "must be an object with a type");
  const toolChoice = choiceOf(choice, tools);
  return choice["disable_parallel_tool_use"] === true ? { toolChoice, parallelCalls: false } : { toolChoice };
}

function choiceOf({ type, name }: Readonly<Record<string, unknown>>, tools: readonly ToolDefinition[]): ToolChoice {
  switch (type) {
    case "auto":
    case "none":
      return { type };
    case "any":
      return { type: "required" };
    case "tool":
      return named(name, tools, "tool_choice.name");
    default:
      throw invalidField("tool_choice.type", 'must be "auto", "any", "tool" or "none"');
  }
}
