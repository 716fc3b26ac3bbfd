import { describe, expect, it } from "vitest";
import { shellScript } from "../../../../src/shared/launch/shell-script";
import type { Launch, LaunchTarget } from "../../../../src/shared/launch/tool";
import { tools } from "../../../../src/shared/launch/tools";

const target: LaunchTarget = {
  url: "http://127.0.0.1:8737",
  key: "secret",
  model: "qwen3-coder:q8_0",
  contextTokens: 65_536,
  directory: "/data/launch/tool",
};

function launchOf(name: string, change: Partial<LaunchTarget> = {}): Launch {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool === undefined) throw new Error(`There is no ${name}.`);
  return tool.launch({ ...target, ...change });
}

describe("what each tool is started with", () => {
  it.each(tools.map(({ name }) => name))("tells %s address, key and model", (name) => {
    const text = JSON.stringify(launchOf(name));
    expect(text).toContain(name === "claude" ? target.url : `${target.url}/v1`);
    expect(text).toContain("secret");
    expect(text).toContain("qwen3-coder:q8_0");
  });

  it.each(tools.filter(({ name }) => name !== "cline").map(({ name }) => name))(
    "tells %s how long the context is, and never lets one answer fill it",
    (name) => {
      const [short, long] = [launchOf(name, { contextTokens: 40_000 }), launchOf(name, { contextTokens: 200_000 })];
      expect(JSON.stringify(short)).toMatch(/40000|30000/);
      expect(JSON.stringify(short)).not.toContain("32000");
      expect(JSON.stringify(long)).toMatch(/200000|168000/);
    },
  );

  it("gives every alias of Claude Code the same model, and no /v1 in the address", () => {
    const { environment } = launchOf("claude");
    expect(environment).toMatchObject({
      ANTHROPIC_BASE_URL: target.url,
      ANTHROPIC_DEFAULT_OPUS_MODEL: target.model,
      ANTHROPIC_DEFAULT_SONNET_MODEL: target.model,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: target.model,
      CLAUDE_CODE_SUBAGENT_MODEL: target.model,
      CLAUDE_CODE_ATTRIBUTION_HEADER: "0",
      CLAUDE_CODE_MAX_CONTEXT_TOKENS: "65536",
    });
  });

  it("overrides Codex's configuration in TOML", () => {
    expect(launchOf("codex").arguments).toEqual(
      expect.arrayContaining(["-c", 'model_providers.tresor.wire_api="responses"', "model_context_window=65536"]),
    );
  });
});

describe("the shell script", () => {
  it("exports, and starts the tool with its own arguments", () => {
    const launch = { environment: { A: "plain", B: `it's "here" $HOME` }, arguments: ["-c", 'x="y"'], files: {} };
    expect(shellScript("codex", launch, "/data").split("\n")).toEqual([
      "export A=plain",
      `export B='it'\\''s "here" $HOME'`,
      `codex -c 'x="y"' "$@"`,
    ]);
  });

  it("writes files that only the user can read", () => {
    const lines = shellScript(
      "qwen",
      { environment: {}, arguments: [], files: { "a/b.json": "{}" } },
      "/my data",
    ).split("\n");
    expect(lines).toEqual([
      "umask 077",
      "mkdir -p '/my data/a'",
      "printf '%s' '{}' > '/my data/a/b.json'",
      'qwen "$@"',
    ]);
  });
});
