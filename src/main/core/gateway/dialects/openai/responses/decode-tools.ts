import type { ToolDefinition } from "../../../../engine/conversation";
import { isObject } from "../../../body/json-document";
import { invalidField, unsupportedField } from "../../../decode/fields";
import { arrayOf, chosen, decodeFunction, type DecodedTools } from "../../../decode/tools";
import { ToolNames, type ClientTool } from "./tool-names";

export interface DecodedResponseTools extends DecodedTools {
  readonly names: ToolNames;
}

interface FoundFunction {
  readonly definition: ToolDefinition;
  readonly namespace: string | undefined;
}

/**
 * `tools` and `tool_choice` of a response: functions, also those inside a namespace. Every other type (custom, web_search, mcp,
 * image_generation, …) is skipped and told: agents send them to every server. @throws TresorError `invalid_request`, `unsupported`
 */
export function decodeResponseTools(tools: unknown, choice: unknown): DecodedResponseTools {
  const ignored: string[] = [];
  const found = functionsIn(tools, "tools", undefined, ignored);
  const names = new ToolNames(found.map(({ definition: { name }, namespace }): ClientTool => ({ name, namespace })));
  const definitions = found.map(({ definition, namespace }) => ({
    ...definition,
    name: names.forModel({ name: definition.name, namespace }),
  }));
  return { ...chosen(definitions, choiceForModel(choice, names)), ignored, names };
}

function functionsIn(
  tools: unknown,
  field: string,
  namespace: string | undefined,
  ignored: string[],
): readonly FoundFunction[] {
  return arrayOf(tools, field).flatMap((tool: unknown, index): readonly FoundFunction[] => {
    const place = `${field}.${index}`;
    if (!isObject(tool)) throw invalidField(place, "must be an object with a type");
    const type = tool["type"] ?? "function";
    if (type === "function") {
      // The chat API's nesting is read too.
      const definition = isObject(tool["function"])
        ? decodeFunction(tool["function"], `${place}.function`)
        : decodeFunction(tool, place);
      return [{ definition, namespace }];
    }
    if (type === "namespace" && namespace === undefined) {
      const name = tool["name"];
      if (typeof name !== "string" || name === "") throw invalidField(`${place}.name`, "must be a string");
      return functionsIn(tool["tools"], `${place}.tools`, name, ignored);
    }
    ignored.push(place);
    return [];
  });
}

/** The choice with the names that the model knows; of allowed tools only those that it is shown. */
function choiceForModel(choice: unknown, names: ToolNames): unknown {
  if (!isObject(choice)) return choice;
  switch (choice["type"]) {
    case "function":
      return renamed(choice, names);
    case "allowed_tools": {
      const tools = arrayOf(choice["tools"], "tool_choice.tools").filter(
        (tool) => !isObject(tool) || (tool["type"] ?? "function") === "function",
      );
      return { ...choice, tools: tools.map((tool) => (isObject(tool) ? renamed(tool, names) : tool)) };
    }
    default:
      throw unsupportedField("tool_choice.type", 'must be "function" or "allowed_tools": only functions can be called');
  }
}

function renamed(tool: Readonly<Record<string, unknown>>, names: ToolNames): Readonly<Record<string, unknown>> {
  const { name, namespace } = tool;
  if (typeof name !== "string") return tool;
  return { ...tool, name: names.forModel({ name, namespace: typeof namespace === "string" ? namespace : undefined }) };
}
