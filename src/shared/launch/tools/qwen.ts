import { longestAnswerTokens, patienceMilliseconds, type Tool } from "../tool";

const settingsFile = "settings.json";

export const qwen: Tool = {
  name: "qwen",
  displayName: "Qwen Code",
  program: "qwen",
  install: "npm install -g @qwen-code/qwen-code",
  // It keeps 33,000 free before it compacts and refuses to send with less than 23,000, beside 19,000 for its own prompt.
  leastContextTokens: 65_536,
  launch: ({ url, key, model, contextTokens, directory }) => ({
    environment: {
      OPENAI_BASE_URL: `${url}/v1`,
      OPENAI_API_KEY: key,
      OPENAI_MODEL: model,
      // The user's own settings hold, except for these.
      QWEN_CODE_SYSTEM_SETTINGS_PATH: `${directory}/${settingsFile}`,
    },
    arguments: ["--auth-type", "openai", "--model", model],
    files: {
      [settingsFile]: JSON.stringify({
        general: { enableAutoUpdate: false },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        security: { auth: { selectedType: "openai" } },
        model: {
          name: model,
          generationConfig: {
            timeout: patienceMilliseconds,
            contextWindowSize: contextTokens,
            samplingParams: { max_tokens: longestAnswerTokens(contextTokens) },
          },
        },
      }),
    },
  }),
};
