import { createAnthropic } from "@ai-sdk/anthropic";
import { aiSdkDriver } from "./support/ai-sdk-driver";
import { describeClient } from "./support/describe-client";
import { noEmbeddings, noModelList } from "./support/lacks";

describeClient(
  {
    name: "AI SDK, Anthropic",
    packages: ["ai", "@ai-sdk/anthropic"],
    dialect: "Anthropic",
    lacks: { models: noModelList, embeddings: noEmbeddings },
  },
  ({ url, key }) => {
    const anthropic = createAnthropic({ baseURL: `${url}/v1`, apiKey: key });
    return aiSdkDriver({ language: (model) => anthropic(model), embedding: null, structuredBy: "jsonCall" });
  },
);
