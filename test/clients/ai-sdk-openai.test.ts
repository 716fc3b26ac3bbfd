import { createOpenAI } from "@ai-sdk/openai";
import { aiSdkDriver } from "./support/ai-sdk-driver";
import type { Connection } from "./support/client-driver";
import { describeClient } from "./support/describe-client";
import { noModelList } from "./support/lacks";

const packages = ["ai", "@ai-sdk/openai"];
const provider = ({ url, key }: Connection) => createOpenAI({ baseURL: `${url}/v1`, apiKey: key });

describeClient(
  { name: "AI SDK, OpenAI", packages, dialect: "OpenAI responses", lacks: { models: noModelList } },
  (connection) => {
    const openai = provider(connection);
    return aiSdkDriver({
      language: (model) => openai(model),
      embedding: (model) => openai.embedding(model),
      structuredBy: "json",
    });
  },
);

describeClient(
  {
    name: "AI SDK, OpenAI chat",
    packages,
    dialect: "OpenAI chat",
    lacks: { models: noModelList, reasoning: "This client does not read reasoning in chat completions." },
  },
  (connection) => {
    const openai = provider(connection);
    return aiSdkDriver({
      language: (model) => openai.chat(model),
      embedding: (model) => openai.embedding(model),
      structuredBy: "json",
    });
  },
);
