import type { PlainMessage } from "./plain-message";

const between = "\n\n";

/**
 * Neighbours of the same role as one message, for templates that insist on user and assistant taking turns. What a user says directly
 * after a tool result joins the result: for such templates no turn of the assistant lies between.
 */
export function alternating(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const joined: PlainMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    const one = last === undefined ? null : joinedPair(last, message);
    if (one === null) joined.push(message);
    else joined[joined.length - 1] = one;
  }
  const first = joined.find(({ role }) => role !== "system");
  if (first?.role !== "assistant") return joined;
  joined.splice(joined.indexOf(first), 0, { role: "user", content: "" });
  return joined;
}

function joinedPair(first: PlainMessage, second: PlainMessage): PlainMessage | null {
  if (second.role === "user" && (first.role === "user" || first.role === "tool"))
    return { ...first, content: joinedText(first.content, second.content) };
  if (first.role === "assistant" && second.role === "assistant")
    return {
      role: "assistant",
      content: joinedText(first.content, second.content),
      reasoning: joinedText(first.reasoning, second.reasoning),
      calls: [...first.calls, ...second.calls],
    };
  return null;
}

function joinedText(first: string, second: string): string {
  return [first, second].filter((text) => text !== "").join(between);
}
