import { OpenAI, OpenAIEmbedding } from "@llamaindex/openai";
import { describeClient } from "./support/describe-client";
import { noModelList, noStop } from "./support/lacks";
import { llamaIndexDriver, textOf } from "./support/llamaindex-driver";
import { asksFor } from "./support/models";
import { openAiErrors } from "./support/openai-errors";
import { cityDays } from "./support/tools";

interface RawPart {
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly prompt_tokens_details: { readonly cached_tokens: number };
  } | null;
}

describeClient(
  {
    name: "LlamaIndex.TS, OpenAI",
    packages: ["llamaindex", "@llamaindex/openai"],
    dialect: "OpenAI chat",
    lacks: { models: noModelList, cancel: noStop, reasoning: "LlamaIndex.TS does not read reasoning in this dialect." },
  },
  ({ url, key }) => {
    const settings = { apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 };
    const llm = (model: string, maxTokens: number | undefined) =>
      new OpenAI({
        ...settings,
        model,
        ...(maxTokens === undefined ? {} : { maxTokens }),
        additionalChatOptions: { stream_options: { include_usage: true } },
      });
    return llamaIndexDriver({
      llm,
      embedding: (model) => new OpenAIEmbedding({ ...settings, model }),
      errors: openAiErrors,
      structured: async (model, prompt) => {
        const { message } = await llm(model, undefined).chat({
          messages: [{ role: "user", content: prompt + asksFor.json }],
          responseFormat: { type: "json_schema", json_schema: { ...cityDays, strict: true } },
        });
        return JSON.parse(textOf(message)) as unknown;
      },
      usageOf: (raw) => {
        const usage = (raw as readonly (RawPart | null)[]).findLast((part) => part?.usage)?.usage;
        if (usage === undefined || usage === null) return null;
        const { prompt_tokens: input, completion_tokens: output, prompt_tokens_details: details } = usage;
        return { input, output, cached: details.cached_tokens };
      },
    });
  },
);
