import type { AssistantMessage, PlainMessage, ResultMessage } from "./plain-message";

/** What a template cannot show in one message of the assistant. */
export interface AnswerLimits {
  /** Only the first call is shown: each call stands in a message of its own, its result behind it. */
  readonly onlyOneCall: boolean;
  /** Content or calls are lost when both are there: the content stands in a message before. */
  readonly contentApart: boolean;
}

export function splitAnswers(messages: readonly PlainMessage[], limits: AnswerLimits): readonly PlainMessage[] {
  return messages.flatMap((message, index) => {
    if (message.role === "tool") return limits.onlyOneCall && isOfPairs(messages, index) ? [] : [message];
    if (message.role !== "assistant" || message.calls.length === 0) return [message];
    const parts = limits.onlyOneCall ? pairs(message, resultsAfter(messages, index)) : [message];
    return limits.contentApart && message.content !== "" ? withContentApart(message.content, parts) : parts;
  });
}

function pairs(message: AssistantMessage, results: readonly ResultMessage[]): readonly PlainMessage[] {
  return message.calls.flatMap((call, at): PlainMessage[] => [
    at === 0 ? { ...message, calls: [call] } : { role: "assistant", content: "", reasoning: "", calls: [call] },
    ...results.filter((result) => result.callId === call.id),
  ]);
}

function withContentApart(content: string, [first, ...rest]: readonly PlainMessage[]): readonly PlainMessage[] {
  if (first?.role !== "assistant") return rest;
  return [{ role: "assistant", content, reasoning: "", calls: [] }, { ...first, content: "" }, ...rest];
}

/** Results directly behind an answer were taken into its pairs. */
function isOfPairs(messages: readonly PlainMessage[], index: number): boolean {
  let before = index - 1;
  while (messages[before]?.role === "tool") before--;
  const answer = messages[before];
  return answer?.role === "assistant" && answer.calls.length > 0;
}

function resultsAfter(messages: readonly PlainMessage[], index: number): readonly ResultMessage[] {
  const results: ResultMessage[] = [];
  for (const message of messages.slice(index + 1)) {
    if (message.role !== "tool") break;
    results.push(message);
  }
  return results;
}
