import type { CallSyntax } from "../call-syntax";
import type { TemplateTraits } from "../traits/template-traits";
import { alternating } from "./alternate";
import { withCallIds } from "./call-ids";
import type { PlainMessage } from "./plain-message";
import { splitAnswers } from "./split-answers";
import { placeSystemTexts } from "./system-texts";
import { templateMessage, type TemplateMessage } from "./template-message";

/** A conversation in the shape that the template with these traits shows whole. */
export function templateMessages(
  messages: readonly PlainMessage[],
  traits: TemplateTraits,
  syntax: CallSyntax,
): readonly TemplateMessage[] {
  const shown = traits.showsCalls
    ? splitAnswers(withCallIds(messages, traits.callIds), traits.limits)
    : messages.map((message) => withCallsInContent(message, syntax));
  const told = traits.showsResults ? shown : withResultsToldByUser(shown);
  const placed = placeSystemTexts(told, traits.system);
  return (traits.alternates ? alternating(placed) : placed).map((message) => templateMessage(message, traits.answer));
}

function withCallsInContent(message: PlainMessage, syntax: CallSyntax): PlainMessage {
  if (message.role !== "assistant" || message.calls.length === 0) return message;
  const content = [message.content, syntax.write(message.calls)].filter((text) => text !== "").join("\n");
  return { ...message, content, calls: [] };
}

/** Neighbouring results share one turn, as in the templates of the Hermes kind. */
function withResultsToldByUser(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const told: PlainMessage[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role !== "tool") {
      told.push(message);
      continue;
    }
    const content = `<tool_response>\n${message.content}\n</tool_response>`;
    const last = told.at(-1);
    if (last !== undefined && messages[index - 1]?.role === "tool")
      told[told.length - 1] = { role: "user", content: `${last.content}\n${content}` };
    else told.push({ role: "user", content });
  }
  return told;
}
