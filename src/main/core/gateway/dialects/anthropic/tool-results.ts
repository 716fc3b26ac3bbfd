import type { ConversationMessage, ToolDefinition } from "../../../engine/conversation";
import { blocksOf, joined, nameOf, readableText, stringIn, type Block } from "./blocks";

/** A result as the model reads it. Agents word their own failures; where one only raises the flag, it is put into words. */
export function decodeToolResult(block: Block, told: readonly ToolDefinition[]): ConversationMessage {
  const blocks = blocksOf(block.fields["content"], `${block.field}.content`);
  const text = joined([...blocks.map((one) => resultText(one, told)), functionsText(blocks, told)]);
  const isUntold = block.fields["is_error"] === true && !/error/i.test(text.slice(0, 80));
  const content = isUntold ? (text === "" ? "Error" : `Error: ${text}`) : text;
  return { role: "tool", callId: stringIn(block, "tool_use_id"), content };
}

/** What a tool shows beside text is told, not refused: the turn would otherwise be lost with all its work. */
function resultText(block: Block, told: readonly ToolDefinition[]): string {
  if (block.type !== "tool_reference") return readableText(block) ?? `[${nameOf(block)}: cannot be shown]`;
  const { tool_name: name } = block.fields;
  return told.some((tool) => tool.name === name) ? "" : `[tool: ${String(name)}]`;
}

/** The tools that a search has found, in the form that Claude Code announces for them. */
function functionsText(blocks: readonly Block[], told: readonly ToolDefinition[]): string {
  const names = blocks.filter(({ type }) => type === "tool_reference").map(({ fields }) => fields["tool_name"]);
  const found = told.filter(({ name }) => names.includes(name));
  if (found.length === 0) return "";
  const lines = found.map(({ description = "", name, parameters }) =>
    JSON.stringify({ description, name, parameters }),
  );
  return ["<functions>", ...lines.map((line) => `<function>${line}</function>`), "</functions>"].join("\n");
}
