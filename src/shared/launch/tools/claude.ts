import { longestAnswerTokens, patienceMilliseconds, type Tool } from "../tool";

/** It takes less for this much, and complains. */
const leastCompactWindowTokens = 100_000;

export const claude: Tool = {
  name: "claude",
  displayName: "Claude Code",
  program: "claude",
  install: "npm install -g @anthropic-ai/claude-code",
  leastContextTokens: 32_768,
  launch: ({ url, key, model, contextTokens }) => ({
    environment: {
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_AUTH_TOKEN: key,
      // A key of the user's own would go to Tresor otherwise, and be asked about.
      ANTHROPIC_API_KEY: "",
      ANTHROPIC_MODEL: model,
      ANTHROPIC_DEFAULT_OPUS_MODEL: model,
      ANTHROPIC_DEFAULT_SONNET_MODEL: model,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
      CLAUDE_CODE_SUBAGENT_MODEL: model,
      // It takes a model that it does not know for one of a million tokens and would never compact.
      CLAUDE_CODE_MAX_CONTEXT_TOKENS: String(contextTokens),
      ...(contextTokens < leastCompactWindowTokens ? {} : { CLAUDE_CODE_AUTO_COMPACT_WINDOW: String(contextTokens) }),
      CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(longestAnswerTokens(contextTokens)),
      CLAUDE_CODE_ATTRIBUTION_HEADER: "0",
      CLAUDE_CODE_TOTAL_TOKENS_REMINDER: "off",
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      DISABLE_TELEMETRY: "1",
      DISABLE_ERROR_REPORTING: "1",
      DISABLE_AUTOUPDATER: "1",
      API_TIMEOUT_MS: String(patienceMilliseconds),
    },
    arguments: [],
    files: {},
  }),
};
