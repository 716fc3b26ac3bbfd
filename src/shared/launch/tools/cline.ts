import type { Tool } from "../tool";

const provider = "openai-compatible";

export const cline: Tool = {
  name: "cline",
  displayName: "Cline",
  program: "cline",
  install: "npm install -g cline",
  leastContextTokens: 16_384,
  launch: ({ url, key, model, directory }) => ({
    environment: {},
    arguments: ["--data-dir", directory, "--provider", provider, "--model", model],
    files: {
      "settings/providers.json": JSON.stringify({
        version: 1,
        lastUsedProvider: provider,
        modes: {},
        providers: {
          [provider]: {
            settings: { provider, apiKey: key, model, baseUrl: `${url}/v1` },
            updatedAt: "2026-01-01T00:00:00.000Z",
            tokenSource: "manual",
          },
        },
      }),
    },
  }),
};
