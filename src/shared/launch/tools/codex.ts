import { patienceMilliseconds, type Tool } from "../tool";

const provider = "model_providers.tresor";

export const codex: Tool = {
  name: "codex",
  displayName: "Codex",
  program: "codex",
  install: "npm install -g @openai/codex",
  leastContextTokens: 32_768,
  launch: ({ url, key, model, contextTokens }) => ({
    environment: { TRESOR_API_KEY: key },
    arguments: overrides({
      model,
      model_provider: "tresor",
      model_context_window: contextTokens,
      [`${provider}.name`]: "Tresor",
      [`${provider}.base_url`]: `${url}/v1`,
      [`${provider}.wire_api`]: "responses",
      [`${provider}.env_key`]: "TRESOR_API_KEY",
      [`${provider}.stream_idle_timeout_ms`]: patienceMilliseconds,
      check_for_update_on_startup: false,
      "analytics.enabled": false,
      "feedback.enabled": false,
      "otel.exporter": "none",
    }),
    files: {},
  }),
};

/** Each as `-c name=value`, values in TOML, which writes these like JSON. */
function overrides(values: Readonly<Record<string, string | number | boolean>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${JSON.stringify(value)}`]);
}
