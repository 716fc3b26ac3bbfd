import type { TresorError } from "../../../../shared/errors";

/** The words by which agents of the Anthropic and Ollama dialects recognise a full context, and then compact; null: another failure. */
export function contextWords({ code, message, details }: TresorError): string | null {
  const promptTokens = details?.["promptTokens"];
  const contextTokens = details?.["contextTokens"];
  if (code !== "context_exceeded" || typeof promptTokens !== "number" || typeof contextTokens !== "number") return null;
  return `prompt is too long: ${promptTokens} tokens > ${contextTokens} maximum. ${message}`;
}
