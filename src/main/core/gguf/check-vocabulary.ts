import { GgufError } from "./gguf-error";
import type { Metadata } from "./metadata";

/** Arrays that run beside the list of tokens: the engine indexes them by token. */
const parallelArrays = [
  { key: "tokenizer.ggml.scores", elementTypes: ["f32", "i32"] },
  { key: "tokenizer.ggml.token_type", elementTypes: ["i32", "u32"] },
] as const;

/** llama.cpp changes attributes of these in every model whose name contains "phi-3". */
const tokensOfPhi3 = ["<unk>", "<s>", "</s>", "<|endoftext|>"] as const;

/** Tokens in the vocabulary; 0 when the file has none. @throws GgufError when its parts do not fit together */
export function checkVocabulary(metadata: Metadata): number {
  const model = metadata.text("tokenizer.ggml.model");
  const tokens = metadata.array("tokenizer.ggml.tokens");
  if (tokens === null) {
    if (model === null || model === "no_vocab" || model === "none") return 0;
    throw new GgufError(`The file names the tokenizer "${model}" but holds no tokens.`);
  }
  if (tokens.elementType !== "string" || tokens.count === 0) {
    throw new GgufError("The list of tokens must hold texts, at least one.");
  }
  refuseFatalTexts(metadata, tokens.count, tokens.different ?? new Set());
  for (const { key, elementTypes } of parallelArrays) {
    const array = metadata.array(key);
    if (array === null) continue;
    const types: readonly string[] = elementTypes;
    if (array.count < tokens.count || !types.includes(array.elementType)) {
      throw new GgufError(
        `"${key}" has ${array.count} elements of type ${array.elementType}; it must have one ${elementTypes[0]} for each of the ${tokens.count} tokens.`,
      );
    }
  }
  return tokens.count;
}

/** What the engine demands of tokens' texts; it does not refuse a file that lacks it but aborts its process. */
function refuseFatalTexts(metadata: Metadata, count: number, different: ReadonlySet<string>): void {
  if (different.size < count) {
    throw new GgufError(
      `Of the ${count} tokens ${count - different.size} have a text that another one has too; the engine cannot tell them apart.`,
    );
  }
  const name = metadata.entries.get("general.name");
  if (name?.kind !== "scalar" || !/phi-?3/i.test(String(name.value))) return;
  const missing = tokensOfPhi3.filter((token) => !different.has(token));
  if (missing.length === 0) return;
  throw new GgufError(
    `By its name the model is a Phi-3, but its vocabulary lacks ${missing.join(" ")}; the engine looks them up by that name.`,
  );
}
