import { Ollama, OllamaEmbedding } from "@llamaindex/ollama";
import { z } from "zod/v3";
import { describeClient } from "./support/describe-client";
import { noCachedTokens, noModelList, noStop } from "./support/lacks";
import { llamaIndexDriver, textOf } from "./support/llamaindex-driver";
import { asksFor } from "./support/models";
import { ollamaErrors } from "./support/ollama-errors";

interface RawPart {
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
}

describeClient(
  {
    name: "LlamaIndex.TS, Ollama",
    packages: ["llamaindex", "@llamaindex/ollama"],
    dialect: "Ollama",
    lacks: {
      models: noModelList,
      cancel: noStop,
      reasoning: "LlamaIndex.TS does not read reasoning in this dialect.",
      cached: noCachedTokens,
    },
    partly: { tools: "LlamaIndex.TS does not send a model's calls back to it in this dialect, only their results." },
  },
  ({ url, key }) => {
    const config = { host: url, headers: { authorization: `Bearer ${key}` } };
    const llm = (model: string, maxTokens: number | undefined) =>
      new Ollama({ model, config, ...(maxTokens === undefined ? {} : { options: { num_predict: maxTokens } }) });
    return llamaIndexDriver({
      llm,
      embedding: (model) => new OllamaEmbedding({ model, config }),
      errors: ollamaErrors,
      structured: async (model, prompt) => {
        const { message } = await llm(model, undefined).chat({
          messages: [{ role: "user", content: prompt + asksFor.json }],
          responseFormat: z.object({ city: z.string(), days: z.number().int() }),
        });
        return JSON.parse(textOf(message)) as unknown;
      },
      usageOf: (raw) => {
        const last = raw.at(-1) as RawPart | undefined;
        if (last?.prompt_eval_count === undefined || last.eval_count === undefined) return null;
        return { input: last.prompt_eval_count, output: last.eval_count, cached: null };
      },
    });
  },
);
