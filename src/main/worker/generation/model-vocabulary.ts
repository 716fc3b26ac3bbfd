import type { LlamaModel, Token } from "node-llama-cpp";
import type { EndTexts } from "../output/end-of-output";
import type { Vocabulary } from "./generation-tokens";
import { rememberedTexts } from "./piece-texts";

/** GGUF's numbers for tokens that mark something (llama.cpp, llama_token_type): never printed, or always taken whole. */
const markerTypes: readonly number[] = [3, 4];

/** The texts of a model's marker tokens: control tokens, and user-defined ones such as `<think>`. */
export function markerTexts(model: LlamaModel): ReadonlyMap<Token, string> {
  const markers = new Map<Token, string>();
  const types = tokenTypes(model);
  for (const token of model.iterateAllTokens()) {
    const type = types[token];
    if (type !== undefined && markerTypes.includes(type)) markers.set(token, model.detokenize([token], true));
  }
  return markers;
}

/** A file may leave them out, whatever node-llama-cpp's types say: then no token is a marker. */
function tokenTypes(model: LlamaModel): readonly number[] {
  const { tokenizer } = model.fileInfo.metadata as { tokenizer?: { ggml?: { token_type?: readonly number[] } } };
  return tokenizer?.ggml?.token_type ?? [];
}

export function modelVocabulary(
  model: LlamaModel,
  markers: ReadonlyMap<Token, string>,
  { ends, continues }: EndTexts,
): Vocabulary {
  const [endSet, continueSet] = [new Set(ends), new Set(continues)];
  const isControl = (token: Token) => markers.has(token);
  const judge = (token: Token) => {
    const text = markers.get(token);
    if (text !== undefined && continueSet.has(text)) return false;
    return (text !== undefined && endSet.has(text)) || model.isEogToken(token);
  };
  const judged = new Map<Token, boolean>();
  return {
    detokenize: rememberedTexts((tokens, previous) => model.detokenize(tokens, true, previous), isControl),
    isControl,
    isEnd: (token) => {
      const known = judged.get(token) ?? judge(token);
      judged.set(token, known);
      return known;
    },
  };
}
