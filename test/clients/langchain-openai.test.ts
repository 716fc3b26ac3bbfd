import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import type { ClientDriver, Connection } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { noModelList } from "./support/lacks";
import { langChainDriver, langChainErrors } from "./support/langchain-driver";

const packages = ["@langchain/openai", "@langchain/core"];

for (const useResponsesApi of [false, true]) {
  describeClient(
    {
      name: `LangChain, OpenAI ${useResponsesApi ? "responses" : "chat"}`,
      packages,
      dialect: `OpenAI ${useResponsesApi ? "responses" : "chat"}`,
      lacks: { models: noModelList },
    },
    (connection) => connect(connection, useResponsesApi),
  );
}

function connect({ url, key }: Connection, useResponsesApi: boolean): ClientDriver {
  const settings = { apiKey: key, configuration: { baseURL: `${url}/v1` }, maxRetries: 0 };
  return langChainDriver({
    chat: (model, maxTokens) =>
      new ChatOpenAI({ ...settings, model, useResponsesApi, ...(maxTokens === undefined ? {} : { maxTokens }) }),
    embeddings: (model) => new OpenAIEmbeddings({ ...settings, model }),
    errors: langChainErrors,
    structuredBy: "json",
  });
}
