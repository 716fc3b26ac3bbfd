import { ChatAnthropic } from "@langchain/anthropic";
import { describeClient } from "./support/describe-client";
import { noEmbeddings, noModelList } from "./support/lacks";
import { langChainDriver, langChainErrors } from "./support/langchain-driver";

describeClient(
  {
    name: "LangChain, Anthropic",
    packages: ["@langchain/anthropic", "@langchain/core"],
    dialect: "Anthropic",
    lacks: { models: noModelList, embeddings: noEmbeddings },
  },
  ({ url, key }) =>
    langChainDriver({
      chat: (model, maxTokens = 4_000) =>
        new ChatAnthropic({ anthropicApiUrl: url, apiKey: key, model, maxTokens, maxRetries: 0 }),
      embeddings: null,
      errors: langChainErrors,
      structuredBy: "formatCall",
    }),
);
