import type { JsonSchema, ToolChoice, ToolDefinition } from "../../engine/conversation";
import { isObject } from "../body/json-document";
import { invalidField, unsupportedField } from "./fields";

/** What a request says of tools; `ignored` names entries that are no functions. */
export interface DecodedTools {
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice: ToolChoice | undefined;
  readonly ignored: readonly string[];
}

const longestName = 256;
const nameFault = `must be a string of 1 to ${longestName} characters`;
const noParameters: JsonSchema = { type: "object", properties: {} };

/**
 * `tools` with `tool_choice`, as both dialects write them. Entries of other types (custom, web_search) are skipped: agents send
 * them to every server. @throws TresorError `invalid_request`, `unsupported`
 */
export function decodeTools(tools: unknown, choice: unknown): DecodedTools {
  const ignored: string[] = [];
  const decoded: ToolDefinition[] = [];
  for (const [index, tool] of arrayOf(tools, "tools").entries()) {
    const field = `tools.${index}`;
    if (!isObject(tool)) throw invalidField(field, "must be an object with type and function");
    if ((tool["type"] ?? "function") === "function") {
      decoded.push(decodeFunction(tool["function"], `${field}.function`));
    } else {
      ignored.push(field);
    }
  }
  return { ...chosen(decoded, choice), ignored };
}

/** `functions` with `function_call`, OpenAI's names of old. @throws TresorError `invalid_request` */
export function decodeFunctions(functions: unknown, choice: unknown): DecodedTools {
  const decoded = arrayOf(functions, "functions").map((one, index) => decodeFunction(one, `functions.${index}`));
  const toolChoice = isObject(choice)
    ? named(choice["name"], decoded, "function_call.name")
    : decodeMode(choice, decoded, "function_call");
  return { tools: decoded, toolChoice, ignored: [] };
}

/** Absent means empty. @throws TresorError `invalid_request` */
export function arrayOf(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalidField(field, "must be an array");
  return value;
}

/** Dialects differ in what they call the schema of the arguments. @throws TresorError `invalid_request` */
export function decodeFunction(value: unknown, field: string, schemaName = "parameters"): ToolDefinition {
  if (!isObject(value)) throw invalidField(field, "must be an object with a name");
  const { name, description, [schemaName]: parameters, strict } = value;
  if (typeof name !== "string" || name === "" || name.length > longestName) {
    throw invalidField(`${field}.name`, nameFault);
  }
  return {
    name,
    ...(typeof description === "string" ? { description } : {}),
    parameters: decodeParameters(parameters, `${field}.${schemaName}`),
    ...(strict === true ? { strict } : {}),
  };
}

/** Agents leave them out, or send null or `{}`, for a function without arguments. */
function decodeParameters(parameters: unknown, field: string): JsonSchema {
  if (parameters === undefined || parameters === null) return noParameters;
  if (!isObject(parameters)) throw invalidField(field, "must be a JSON Schema object");
  return Object.keys(parameters).length === 0 ? noParameters : parameters;
}

/** `tool_choice`, and the tools that it leaves. @throws TresorError `invalid_request`, `unsupported` */
export function chosen(tools: readonly ToolDefinition[], choice: unknown): Pick<DecodedTools, "tools" | "toolChoice"> {
  if (!isObject(choice)) return { tools, toolChoice: decodeMode(choice, tools, "tool_choice") };
  const { type } = choice;
  if (type === "function") {
    const name = isObject(choice["function"]) ? choice["function"]["name"] : choice["name"];
    return { tools, toolChoice: named(name, tools, "tool_choice.function.name") };
  }
  if (type === "allowed_tools") return allowed(tools, choice["allowed_tools"] ?? choice);
  throw unsupportedField("tool_choice.type", 'must be "function" or "allowed_tools"');
}

/** Only some of the tools: the model is shown no others. */
function allowed(tools: readonly ToolDefinition[], value: unknown): Pick<DecodedTools, "tools" | "toolChoice"> {
  const field = "tool_choice.allowed_tools";
  if (!isObject(value)) throw invalidField(field, "must be an object with mode and tools");
  const names = new Set(
    arrayOf(value["tools"], `${field}.tools`).map((tool, index) => {
      const name = isObject(tool) ? (isObject(tool["function"]) ? tool["function"]["name"] : tool["name"]) : undefined;
      return named(name, tools, `${field}.tools.${index}.function.name`).name;
    }),
  );
  const some = tools.filter(({ name }) => names.has(name));
  return { tools: some, toolChoice: decodeMode(value["mode"], some, `${field}.mode`) };
}

/** @throws TresorError `invalid_request` when the request offers no tool of this name */
export function named(name: unknown, tools: readonly ToolDefinition[], field: string) {
  if (typeof name !== "string" || !tools.some((tool) => tool.name === name)) {
    throw invalidField(field, "must be the name of one of the tools that the request offers");
  }
  return { type: "named" as const, name };
}

function decodeMode(mode: unknown, tools: readonly ToolDefinition[], field: string): ToolChoice | undefined {
  switch (mode) {
    case undefined:
    case null:
      return undefined;
    case "none":
    case "auto":
      return { type: mode };
    case "required":
    case "any":
      if (tools.length === 0) throw invalidField(field, "demands a call, and no tools are offered");
      return { type: "required" };
    default:
      throw invalidField(field, 'must be "none", "auto", "required" or a function to call');
  }
}
