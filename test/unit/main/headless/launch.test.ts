import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import type { ToolCommand } from "../../../../src/main/headless/tool-process";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { settingsSchema } from "../../../../src/shared/shapes/settings";
import { fakeHandlers, fakeResident } from "../../../fakes/handlers";
import { FakeLibrary } from "../../../fakes/library";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";
import { planOf } from "../../../support/plan";

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "tresor-launch-"));
});
afterEach(() => {
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** A resident with room for every tool. */
const roomy: Partial<Handlers> = {
  ps: async () => ({ residents: [fakeResident({ context: 65_536 })] }),
  plan: async () => planOf({ reference: "tiny:q8_0", context: 65_536 }),
};

async function launch(line: string[], handlers: Partial<Handlers> = {}, toolExit: number | null = 0) {
  const { handlers: answering, recorded } = fakeHandlers({ ...roomy, ...handlers });
  const started: ToolCommand[] = [];
  const refuse = () => Promise.reject(new TresorError("internal", "not here"));
  const capabilities: Capabilities = {
    installation: {
      processes: { nodePath: "node", environment: {}, workerScript: "", inspectorScript: "", fetcherScript: "" },
      windowDirectory: null,
      demoDirectory: null,
    },
    connect: () => createClient(new FakeTransport(answering)),
    startTresor: refuse,
    openLibrary: async () => new FakeLibrary(),
    openPlanning: refuse,
    openPrefixCache: refuse,
    diagnose: async () => ({ ok: true, checks: [] }),
    runTool: async (command) => {
      started.push(command);
      return toolExit;
    },
  };
  const terminal = new FakeTerminal();
  const exitCode = await run(["--data-dir", dataDirectory, "launch", ...line], terminal, capabilities);
  const called = recorded.map(({ name }) => name);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, started, called };
}

describe("tresor launch", () => {
  it("starts the tool with its environment and the user's arguments, and ends as it ended", async () => {
    const { exitCode, started, called } = await launch(["claude", "--", "-p", "--json"], {}, 7);
    expect(exitCode).toBe(7);
    expect(started[0]).toMatchObject({
      program: "claude",
      environment: { ANTHROPIC_BASE_URL: "http://127.0.0.1:8737", ANTHROPIC_AUTH_TOKEN: "local" },
    });
    expect(started[0]?.arguments).toEqual(["-p", "--json"]);
    expect(called).not.toContain("load");
  });

  it("writes a tool's settings where only the user can read them", async () => {
    const { started } = await launch(["qwen"]);
    const path = started[0]?.environment["QWEN_CODE_SYSTEM_SETTINGS_PATH"] ?? "";
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ general: { enableAutoUpdate: false } });
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("loads a model that is not resident, with room enough", async () => {
    const { called, exitCode } = await launch(["codex"], { ps: async () => ({ residents: [] }) });
    expect([exitCode, called.includes("load")]).toEqual([0, true]);
  });

  it("refuses a resident that is too small for the tool, and says what to do", async () => {
    const { exitCode, stderr, started } = await launch(["claude"], {
      ps: async () => ({ residents: [fakeResident()] }),
    });
    expect([exitCode, started]).toEqual([1, []]);
    expect(stderr).toContain("tresor unload tiny:q8_0 && tresor load tiny:q8_0 --context 32768");
  });

  it("prints what it would set, as a script and as JSON, and starts nothing", async () => {
    const script = await launch(["codex", "--print"]);
    expect(script.stdout).toMatch(/^export TRESOR_API_KEY=local\ncodex -c .* "\$@"\n$/);
    const document = await launch(["claude", "--print", "--json"]);
    expect(JSON.parse(document.stdout)).toMatchObject({
      tool: "claude",
      environment: { ANTHROPIC_MODEL: "tiny:q8_0" },
    });
    expect([...script.started, ...document.started]).toEqual([]);
  });

  it("says how to install a tool that is missing", async () => {
    const { exitCode, stderr } = await launch(["opencode"], {}, null);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("npm install -g opencode-ai");
  });

  it("wants a key where none is served without, and makes one of the tool's name when asked", async () => {
    const settings = async () => settingsSchema.parse({ localWithoutKey: false });
    const without = await launch(["pi"], { settings });
    expect([without.exitCode, without.stderr]).toEqual([1, expect.stringContaining("--own-key")]);
    const { called, started } = await launch(["pi", "--own-key"], { settings, keys: async () => ({ keys: [] }) });
    expect(called).toContain("createKey");
    expect(started[0]?.environment["TRESOR_API_KEY"]).not.toBe("local");
  });

  it("explains why Cursor cannot work, and lists the tools for a wrong name", async () => {
    const cursor = await launch(["cursor"]);
    expect([cursor.exitCode, cursor.stderr]).toEqual([1, expect.stringContaining("its own servers")]);
    const unknown = await launch(["emacs"]);
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining("claude, codex, opencode")]);
  });
});
