import type { ConversationMessage, ToolCall, ToolDefinition } from "../../../engine/conversation";
import { isObject } from "../../body/json-document";
import { invalidField } from "../../decode/fields";
import { blocksOf, joined, stringIn, textOf, type Block } from "./blocks";
import { decodeSystem } from "./decode-system";
import { decodeToolResult } from "./tool-results";

/**
 * `messages`; the same text as a string and as blocks. A result that refers to one of the `told` tools shows it.
 * @throws TresorError `invalid_request`, `unsupported`
 */
export function decodeMessages(messages: unknown, told: readonly ToolDefinition[]): ConversationMessage[] {
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  if (messages.length === 0) throw invalidField("messages", "must have at least one message");
  return messages.flatMap((message: unknown, index) => decodeMessage(message, index, told));
}

function decodeMessage(
  message: unknown,
  index: number,
  told: readonly ToolDefinition[],
): readonly ConversationMessage[] {
  const field = `messages.${index}`;
  if (!isObject(message)) throw invalidField(field, "must be an object with role and content");
  const { role, content } = message;
  switch (role) {
    case "system":
      return [{ role, content: decodeSystem(content, `${field}.content`) }];
    case "user":
      return decodeUser(blocksOf(content, `${field}.content`), told);
    case "assistant":
      return [decodeAssistant(blocksOf(content, `${field}.content`))];
    default:
      throw invalidField(`${field}.role`, "must be user, assistant or system");
  }
}

/** Results come first whatever their place: they belong to the calls before. */
function decodeUser(blocks: readonly Block[], told: readonly ToolDefinition[]): readonly ConversationMessage[] {
  const results = blocks.filter(({ type }) => type === "tool_result").map((block) => decodeToolResult(block, told));
  const said = blocks.filter(({ type }) => type !== "tool_result");
  if (said.length === 0 && results.length > 0) return results;
  return [...results, { role: "user", content: joined(said.map(textOf)) }];
}

/** The blocks of an answer are its text, cut where something else came between. What other servers' own tools did is left out. */
function decodeAssistant(blocks: readonly Block[]): ConversationMessage {
  const of = (wanted: string) => blocks.filter(({ type }) => type === wanted);
  const reasoning = of("thinking").map((block) => stringIn(block, "thinking"));
  const calls = of("tool_use").map(decodeCall);
  return {
    role: "assistant",
    content: of("text").map(textOf).join(""),
    ...(reasoning.join("") === "" ? {} : { reasoning: joined(reasoning) }),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

function decodeCall(block: Block): ToolCall {
  const { input = {} } = block.fields;
  if (!isObject(input)) throw invalidField(`${block.field}.input`, "must be an object");
  return { id: stringIn(block, "id"), name: stringIn(block, "name"), argumentsJson: JSON.stringify(input) };
}
