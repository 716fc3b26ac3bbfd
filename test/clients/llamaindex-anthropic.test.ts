import { Anthropic, AnthropicSession } from "@llamaindex/anthropic";
import { z } from "zod/v3";
import { anthropicErrors } from "./support/anthropic-errors";
import { describeClient } from "./support/describe-client";
import { noEmbeddings, noModelList, noStop } from "./support/lacks";
import { llamaIndexDriver } from "./support/llamaindex-driver";
import { asksFor } from "./support/models";

interface RawUsage {
  readonly input_tokens?: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens?: number | null;
}

interface RawPart {
  readonly usage?: RawUsage;
  readonly message?: { readonly usage?: RawUsage };
}

describeClient(
  {
    name: "LlamaIndex.TS, Anthropic",
    packages: ["llamaindex", "@llamaindex/anthropic"],
    dialect: "Anthropic",
    lacks: { models: noModelList, cancel: noStop, embeddings: noEmbeddings },
    partly: { usage: "LlamaIndex.TS hands out no usage of a stream in this dialect." },
  },
  ({ url, key }) => {
    const llm = (model: string, maxTokens = 4_000) => {
      const session = new AnthropicSession({ apiKey: key, baseURL: url, maxRetries: 0 });
      return new Anthropic({ session, model, maxTokens });
    };
    return llamaIndexDriver({
      llm,
      embedding: null,
      errors: anthropicErrors,
      structured: async (model, prompt) => {
        const { object } = await llm(model).exec({
          messages: [{ role: "user", content: prompt + asksFor.formatCall }],
          responseFormat: z.object({ city: z.string(), days: z.number().int() }),
        });
        return object;
      },
      usageOf: (raw) => {
        const usage = (raw as readonly (RawPart | null)[])
          .map((part) => part?.usage ?? part?.message?.usage)
          .findLast(Boolean);
        if (usage?.input_tokens === undefined) return null;
        const cached = usage.cache_read_input_tokens ?? 0;
        return { input: usage.input_tokens + cached, output: usage.output_tokens, cached };
      },
    });
  },
);
