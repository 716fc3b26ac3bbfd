import { longestAnswerTokens, type Tool } from "../tool";

// JSON is YAML too.
const configurationFile = "config.yaml";

export const continueAgent: Tool = {
  name: "continue",
  displayName: "Continue",
  program: "cn",
  install: "npm install -g @continuedev/cli",
  leastContextTokens: 8_192,
  launch: ({ url, key, model, contextTokens, directory }) => ({
    environment: { CONTINUE_METRICS_ENABLED: "0", CONTINUE_CLI_ENABLE_TELEMETRY: "0" },
    arguments: ["--config", `${directory}/${configurationFile}`],
    files: {
      [configurationFile]: JSON.stringify({
        name: "Tresor",
        version: "1.0.0",
        schema: "v1",
        models: [
          {
            name: model,
            provider: "openai",
            model,
            apiBase: `${url}/v1`,
            apiKey: key,
            roles: ["chat", "edit", "apply"],
            capabilities: ["tool_use"],
            defaultCompletionOptions: {
              contextLength: contextTokens,
              maxTokens: longestAnswerTokens(contextTokens),
            },
          },
        ],
      }),
    },
  }),
};
