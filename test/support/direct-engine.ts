import type { LlamaModel, Token } from "node-llama-cpp";
import { testEngine } from "./test-engine";

/** What a caller that uses node-llama-cpp alone gets: nothing of Tresor's code is involved. */
export interface DirectAnswer {
  readonly promptTokens: number;
  readonly text: string;
  /** Natural logarithms of the greedy tokens' probabilities, over the whole vocabulary. */
  readonly logprobs: readonly number[];
}

export interface DirectQuestion {
  readonly modelPath: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly maxTokens: number;
}

/** Renders the model's own template with llama.cpp's renderer, reads the tokens, and decodes greedily. */
export async function askDirectly({ modelPath, messages, maxTokens }: DirectQuestion): Promise<DirectAnswer> {
  const llama = await testEngine();
  const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
  try {
    const context = await model.createContext({ contextSize: 1_024, threads: 1, batchSize: 512 });
    const prompt = model.tokenize(render(model, messages), true);
    const generated: Token[] = [];
    const logprobs: number[] = [];
    const options = { temperature: 0, yieldEogToken: true };
    for await (const step of context.getSequence().evaluateWithMetadata(prompt, { probabilities: true }, options)) {
      if (model.isEogToken(step.token)) break;
      generated.push(step.token);
      logprobs.push(Math.log(step.probabilities.get(step.token) ?? 0));
      if (generated.length >= maxTokens) break;
    }
    return { promptTokens: prompt.length, text: model.detokenize(generated, false, prompt), logprobs };
  } finally {
    await model.dispose();
  }
}

function render(model: LlamaModel, messages: DirectQuestion["messages"]): string {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined) throw new Error("The model has no chat template.");
  const bindings = Reflect.get(Reflect.get(model, "_llama") as object, "_bindings") as {
    AddonJinjaRenderer: new (template: string) => { render(variables: object): string };
  };
  return new bindings.AddonJinjaRenderer(template).render({
    messages,
    add_generation_prompt: true,
    bos_token: model.tokens.bosString ?? "",
    eos_token: model.tokens.eosString ?? "",
  });
}
