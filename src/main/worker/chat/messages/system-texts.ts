import type { PlainMessage } from "./plain-message";

export interface SystemPlaces {
  /** False: the template has no system role, and the first user message carries the text. */
  readonly hasRole: boolean;
  /** Several system messages at the beginning. */
  readonly several: boolean;
  /** System messages later in the conversation; where not, the user says them. */
  readonly later: boolean;
  /** The template refuses or forgets a conversation without a user message. */
  readonly needsUser: boolean;
}

const between = "\n\n";

/** Puts system messages where the template shows them. */
export function placeSystemTexts(messages: readonly PlainMessage[], places: SystemPlaces): readonly PlainMessage[] {
  const begin = messages.findIndex((message) => message.role !== "system");
  const leading = begin < 0 ? messages : messages.slice(0, begin);
  const rest = (begin < 0 ? [] : messages.slice(begin)).map((message): PlainMessage =>
    message.role === "system" && !(places.later && places.hasRole)
      ? { role: "user", content: message.content }
      : message,
  );
  const texts = leading.map(({ content }) => content);
  if (places.needsUser && !rest.some(({ role }) => role === "user"))
    rest.unshift({ role: "user", content: rest.length === 0 ? (texts.pop() ?? "") : "" });
  if (texts.length === 0) return rest;
  if (!places.hasRole) return inFirstUserMessage(texts, rest);
  const system = places.several ? texts : [texts.join(between)];
  return [...system.map((content): PlainMessage => ({ role: "system", content })), ...rest];
}

/** Adds a text to the end of the system's, which begins the conversation. */
export function withSystemText(messages: readonly PlainMessage[], text: string): readonly PlainMessage[] {
  const [first, ...rest] = messages;
  if (first?.role !== "system") return [{ role: "system", content: text }, ...messages];
  return [{ role: "system", content: first.content === "" ? text : first.content + between + text }, ...rest];
}

function inFirstUserMessage(texts: readonly string[], messages: readonly PlainMessage[]): readonly PlainMessage[] {
  const at = messages.findIndex(({ role }) => role === "user");
  if (at < 0) return [{ role: "user", content: texts.join(between) }, ...messages];
  return messages.map((message, index) =>
    index === at ? { role: "user", content: [...texts, message.content].join(between) } : message,
  );
}
