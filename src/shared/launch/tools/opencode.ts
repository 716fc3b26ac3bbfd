import { longestAnswerTokens, type Tool } from "../tool";

export const opencode: Tool = {
  name: "opencode",
  displayName: "opencode",
  program: "opencode",
  install: "npm install -g opencode-ai",
  leastContextTokens: 32_768,
  launch: ({ url, key, model, contextTokens }) => ({
    environment: {
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        model: `tresor/${model}`,
        small_model: `tresor/${model}`,
        autoupdate: false,
        share: "disabled",
        provider: {
          tresor: {
            npm: "@ai-sdk/openai-compatible",
            name: "Tresor",
            // Without `timeout: false` it gives up after five minutes.
            options: { baseURL: `${url}/v1`, apiKey: key, timeout: false },
            models: {
              [model]: {
                name: model,
                tool_call: true,
                limit: { context: contextTokens, output: longestAnswerTokens(contextTokens) },
              },
            },
          },
        },
      }),
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
    },
    arguments: [],
    files: {},
  }),
};
