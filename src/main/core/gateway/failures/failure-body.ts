import type { TresorError } from "../../../../shared/errors";
import { controlError } from "../control/errors";
import { anthropicError } from "../dialects/anthropic/errors";
import { speaksAnthropic, type DialectHint } from "../dialects/anthropic/speaks-anthropic";
import { ollamaError } from "../dialects/ollama/errors";
import { openAiError } from "../dialects/openai/errors";

/** The first parts of paths that OpenAI's clients call. */
const openAiParts: ReadonlySet<string> = new Set([
  "v1",
  "responses",
  "chat",
  "completions",
  "embeddings",
  "models",
  "rerank",
  "tokenize",
  "detokenize",
  "apply-template",
  "props",
  // LM Studio's.
  "api/v0",
]);

/** A failure in the shape of the dialect that a request belongs to; the control API's shape where it belongs to none. */
export function failureBody(request: DialectHint & { readonly id: string }, error: TresorError): object {
  const { url = "" } = request;
  if (speaksAnthropic(request)) return anthropicError(error, request.id);
  const [, first = ""] = /^\/(api\/v0|[^/?]*)/.exec(url) ?? [];
  if (openAiParts.has(first)) return openAiError(error);
  return first === "api" ? ollamaError(error) : controlError(error);
}
