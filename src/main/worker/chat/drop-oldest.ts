import type { ConversationMessage } from "../../core/engine/conversation";

/**
 * Ever shorter forms of a conversation, from the whole one on: the oldest messages are left out turn by turn, a turn being what begins
 * with a user's message. When one turn is left, its answers go, each with its calls and their results. System messages always stay.
 */
export function shorterForms(messages: readonly ConversationMessage[]): readonly (readonly ConversationMessage[])[] {
  const begin = messages.findIndex((message) => message.role !== "system" && message.role !== "developer");
  if (begin < 0) return [messages];
  const system = messages.slice(0, begin);
  const rest = messages.slice(begin);
  const users = indexesOf(rest, "user");
  const turns = users.filter((at) => at > 0);
  const lastTurn = rest.slice(turns.at(-1) ?? 0);
  const [question, ...steps] = lastTurn;
  const answers = indexesOf(steps, "assistant").filter((at) => at > 0);
  return [
    messages,
    ...turns.map((at) => [...system, ...rest.slice(at)]),
    ...(question?.role === "user" ? answers.map((at) => [...system, question, ...steps.slice(at)]) : []),
  ];
}

/** The first form that fits, found by halving; the last one when none does. */
export function firstThatFits<Form, Result>(
  forms: readonly Form[],
  make: (form: Form) => Result,
  fits: (result: Result) => boolean,
): Result | null {
  let low = 0;
  let high = forms.length - 1;
  let best: Result | null = null;
  while (low <= high) {
    const middle = best === null && low === 0 && high === forms.length - 1 ? 0 : (low + high) >> 1;
    const form = forms[middle];
    if (form === undefined) break;
    const result = make(form);
    if (fits(result)) {
      best = result;
      high = middle - 1;
    } else low = middle + 1;
  }
  return best;
}

function indexesOf(messages: readonly ConversationMessage[], role: ConversationMessage["role"]): readonly number[] {
  return messages.flatMap((message, index) => (message.role === role ? [index] : []));
}
