import { ChatOllama, OllamaEmbeddings } from "@langchain/ollama";
import { describeClient } from "./support/describe-client";
import { noCachedTokens, noModelList } from "./support/lacks";
import { langChainDriver } from "./support/langchain-driver";
import { ollamaErrors } from "./support/ollama-errors";

describeClient(
  {
    name: "LangChain, Ollama",
    packages: ["@langchain/ollama", "@langchain/core"],
    dialect: "Ollama",
    lacks: { models: noModelList, cached: noCachedTokens },
    partly: { cancel: "LangChain's Ollama client stops an answer in one piece; a stream that is left goes on." },
  },
  ({ url, key }) => {
    const headers = { authorization: `Bearer ${key}` };
    return langChainDriver({
      chat: (model, numPredict) =>
        new ChatOllama({
          baseUrl: url,
          headers,
          model,
          maxRetries: 0,
          ...(numPredict === undefined ? {} : { numPredict }),
        }),
      embeddings: (model) => new OllamaEmbeddings({ baseUrl: url, headers, model, maxRetries: 0 }),
      errors: ollamaErrors,
      structuredBy: "json",
      // The signal is read only with the next piece, and nobody takes one once `stream` has thrown.
      stopsStreams: false,
    });
  },
);
