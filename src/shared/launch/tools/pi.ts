import { longestAnswerTokens, type Tool } from "../tool";

export const pi: Tool = {
  name: "pi",
  displayName: "pi",
  program: "pi",
  install: "npm install -g @mariozechner/pi-coding-agent",
  leastContextTokens: 8_192,
  launch: ({ url, key, model, contextTokens, directory }) => ({
    environment: { PI_CODING_AGENT_DIR: directory, PI_OFFLINE: "1", TRESOR_API_KEY: key },
    arguments: ["--provider", "tresor", "--model", model],
    files: {
      "models.json": JSON.stringify({
        providers: {
          tresor: {
            baseUrl: `${url}/v1`,
            // The name of the variable that holds it.
            apiKey: "TRESOR_API_KEY",
            api: "openai-completions",
            models: [
              {
                id: model,
                name: model,
                reasoning: false,
                input: ["text"],
                cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
                contextWindow: contextTokens,
                maxTokens: longestAnswerTokens(contextTokens),
              },
            ],
          },
        },
      }),
    },
  }),
};
