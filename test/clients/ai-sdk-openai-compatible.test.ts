import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { aiSdkDriver } from "./support/ai-sdk-driver";
import { describeClient } from "./support/describe-client";
import { noModelList } from "./support/lacks";

describeClient(
  {
    name: "AI SDK, OpenAI-compatible",
    packages: ["ai", "@ai-sdk/openai-compatible"],
    dialect: "OpenAI chat",
    lacks: { models: noModelList },
  },
  ({ url, key }) => {
    const tresor = createOpenAICompatible({
      name: "tresor",
      baseURL: `${url}/v1`,
      apiKey: key,
      includeUsage: true,
      supportsStructuredOutputs: true,
    });
    return aiSdkDriver({
      language: (model) => tresor(model),
      embedding: (model) => tresor.embeddingModel(model),
      structuredBy: "json",
    });
  },
);
