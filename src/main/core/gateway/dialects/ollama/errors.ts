import type { TresorError } from "../../../../../shared/errors";
import { contextWords } from "../../failures/context-words";

/** The error body of Ollama's API: `{error: "…"}`, shown verbatim by its clients. */
export function ollamaError(error: TresorError) {
  return { error: contextWords(error) ?? error.message };
}
