import type { PlainMessage } from "./messages/plain-message";

/**
 * What a template adds to begin the assistant's answer: the part of the prompt that is missing without it. Where there is no difference
 * (the template always adds it, or the model goes on in its own turn) it is all that follows the last message's text.
 *
 * @param lastText content of the conversation's last message, as it was rendered
 */
export function generationPromptOf(withPrompt: string, withoutPrompt: string | null, lastText: string): string {
  const common = withoutPrompt === null ? 0 : commonPrefixLength(withPrompt, withoutPrompt);
  if (common > 0 && common < withPrompt.length) return withPrompt.slice(common);
  const words = lastText.trim();
  const at = words === "" ? -1 : withPrompt.lastIndexOf(words);
  return at < 0 ? withPrompt.slice(-longestTail) : withPrompt.slice(at + words.length);
}

/**
 * The system texts and the last step of a conversation: what decides how the answer begins. Some templates take seconds for a long
 * history, so that it is not rendered whole a second time.
 */
export function lastStepOf(messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const begin = messages.findIndex(({ role }) => role !== "system");
  const user = messages.findLastIndex(({ role }) => role === "user");
  const answer = messages.findLastIndex(({ role }) => role === "assistant");
  const step = Math.max(user, answer);
  if (begin < 0 || step <= begin) return messages;
  const question = user >= 0 && user < answer ? messages.slice(user, user + 1) : [];
  return [...messages.slice(0, begin), ...question, ...messages.slice(step)];
}

/** Longer than what any template writes between a message and the answer. */
const longestTail = 200;

export function commonPrefixLength(
  first: ArrayLike<string | number> | string,
  second: ArrayLike<string | number> | string,
): number {
  const length = Math.min(first.length, second.length);
  for (let at = 0; at < length; at++) if (first[at] !== second[at]) return at;
  return length;
}
