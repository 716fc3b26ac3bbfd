import { longestAnswerTokens, type Tool } from "../tool";

export const copilot: Tool = {
  name: "copilot",
  displayName: "Copilot CLI",
  program: "copilot",
  install: "npm install -g @github/copilot",
  leastContextTokens: 32_768,
  launch: ({ url, key, model, contextTokens }) => {
    const answerTokens = longestAnswerTokens(contextTokens);
    return {
      environment: {
        COPILOT_PROVIDER_TYPE: "openai",
        COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
        COPILOT_PROVIDER_API_KEY: key,
        COPILOT_PROVIDER_MAX_PROMPT_TOKENS: String(contextTokens - answerTokens),
        COPILOT_PROVIDER_MAX_OUTPUT_TOKENS: String(answerTokens),
        COPILOT_MODEL: model,
        // Neither updates nor telemetry, and nothing but this provider.
        COPILOT_OFFLINE: "true",
      },
      arguments: [],
      files: {},
    };
  },
};
