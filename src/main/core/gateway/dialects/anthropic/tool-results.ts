import type { ConversationMessage } from "../../../engine/conversation";
import { blocksOf, joined, nameOf, readableText, stringIn, type Block } from "./blocks";

/** A result as the model reads it. Agents word their own failures; where one only raises the flag, it is put into words. */
export function decodeToolResult(block: Block): ConversationMessage {
  const text = joined(blocksOf(block.fields["content"], `${block.field}.content`).map(resultText));
  const isUntold = block.fields["is_error"] === true && !/error/i.test(text.slice(0, 80));
  const content = isUntold ? (text === "" ? "Error" : `Error: ${text}`) : text;
  return { role: "tool", callId: stringIn(block, "tool_use_id"), content };
}

/** What a tool shows beside text is told, not refused: the turn would otherwise be lost with all its work. */
function resultText(block: Block): string {
  if (block.type === "tool_reference") return `[tool: ${String(block.fields["tool_name"])}]`;
  return readableText(block) ?? `[${nameOf(block)}: cannot be shown]`;
}
