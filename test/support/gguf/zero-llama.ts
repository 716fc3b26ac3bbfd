import { encodeFile, type TensorPlan } from "./gguf-bytes";
import { plainPlan, type Changes } from "./plain-models";
import { tinyVocabulary } from "./tiny-vocabulary";

/**
 * A llama of two layers that is complete and whose weights are all zeros. `type` is that of its matrices, also one that the engine
 * cannot compute with. Another list of tokens in `metadata` may have any length.
 */
export function zeroLlama(type: string, metadata: NonNullable<Changes["metadata"]> = {}): Buffer {
  const entries = { ...tinyVocabulary().metadata, ...metadata };
  const tokens = entries["tokenizer.ggml.tokens"];
  const size = tokens?.type === "strings" ? tokens.value.length : 0;
  return encodeFile(plainPlan({ metadata: entries, tensors: [...tensorsOf(type, size)] }));
}

function* tensorsOf(type: string, vocabularySize: number): Generator<TensorPlan> {
  const matrix = (name: string, from: number, to: number): TensorPlan => ({
    name: `${name}.weight`,
    dimensions: [from, to],
    type,
  });
  const norm = (name: string): TensorPlan => ({ name: `${name}.weight`, dimensions: [64], type: "F32" });
  yield matrix("token_embd", 64, vocabularySize);
  for (const layer of [0, 1]) {
    const block = `blk.${layer}`;
    yield norm(`${block}.attn_norm`);
    yield matrix(`${block}.attn_q`, 64, 64);
    yield matrix(`${block}.attn_k`, 64, 32);
    yield matrix(`${block}.attn_v`, 64, 32);
    yield matrix(`${block}.attn_output`, 64, 64);
    yield norm(`${block}.ffn_norm`);
    yield matrix(`${block}.ffn_gate`, 64, 96);
    yield matrix(`${block}.ffn_up`, 64, 96);
    yield matrix(`${block}.ffn_down`, 96, 64);
  }
  yield norm("output_norm");
  yield matrix("output", 64, vocabularySize);
}
