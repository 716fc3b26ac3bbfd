import type { TresorError } from "../../../../../shared/errors";

/** The error body of Ollama's API: `{error: "…"}`, shown verbatim by its clients. */
export function ollamaError(error: TresorError) {
  return { error: messageOf(error) };
}

/** Agents that speak this dialect recognise a full context by these words alone. */
function messageOf({ code, message, details }: TresorError): string {
  const promptTokens = details?.["promptTokens"];
  const contextTokens = details?.["contextTokens"];
  if (code !== "context_exceeded" || typeof promptTokens !== "number" || typeof contextTokens !== "number") {
    return message;
  }
  return `prompt is too long: ${promptTokens} tokens > ${contextTokens} maximum. ${message}`;
}
