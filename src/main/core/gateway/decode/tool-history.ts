import type { ChatMessage } from "../../../../shared/shapes/run";

/**
 * Tool calls and their results in a conversation's history, as text: models whose template knows no tools still see what was
 * done. The same history gives the same text, so that a prompt prefix stays reusable.
 */
export function callText(name: string, argumentsJson: string): string {
  return `[called ${name} with ${argumentsJson}]`;
}

export function resultText(name: string, content: string): string {
  return `[result of ${name}]\n${content}`;
}

/** The text of an assistant message and its calls, in this order. */
export function withCalls(content: string, calls: readonly string[]): string {
  return [content, ...calls].filter((part) => part !== "").join("\n");
}

/** A message of the conversation on its way into a prompt; `isResult` marks what a tool answered. */
export interface HistoryMessage extends ChatMessage {
  readonly isResult?: boolean;
}

/** Joins results that follow each other: many templates refuse two messages of one role in a row. */
export function joinResults(history: readonly HistoryMessage[]): ChatMessage[] {
  const joined: ChatMessage[] = [];
  let previousIsResult = false;
  for (const { role, content, isResult = false } of history) {
    const previous = joined.at(-1);
    if (isResult && previousIsResult && previous !== undefined) {
      joined[joined.length - 1] = { role, content: `${previous.content}\n\n${content}` };
    } else {
      joined.push({ role, content });
    }
    previousIsResult = isResult;
  }
  return joined;
}
