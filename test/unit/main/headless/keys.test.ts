import { describe, expect, it } from "vitest";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { fakeHandlers } from "../../../fakes/handlers";
import { FakeLibrary } from "../../../fakes/library";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";
import { clientOf } from "../../../support/client";

const notHere = () => Promise.reject(new TresorError("internal", "not in this test"));

async function tresor(line: string[], handlers: Partial<Handlers> = {}) {
  const { handlers: answering, recorded } = fakeHandlers(handlers);
  const terminal = new FakeTerminal();
  const capabilities: Capabilities = {
    installation: {
      processes: { nodePath: "node", environment: {}, workerScript: "", inspectorScript: "", fetcherScript: "" },
      windowDirectory: null,
      demoDirectory: null,
    },
    connect: () => createClient(new FakeTransport(answering)),
    startTresor: notHere,
    openLibrary: async () => new FakeLibrary(),
    openPrefixCache: notHere,
    openPlanning: notHere,
    diagnose: notHere,
    runTool: notHere,
  };
  const exitCode = await run(["keys", ...line], terminal, capabilities);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, input: recorded.at(-1)?.input };
}

describe("tresor keys", () => {
  it("makes a key, alone on standard output so that it can be piped", async () => {
    const made = await tresor(["create", "--name", "n8n"]);
    expect([made.exitCode, made.stdout, made.input]).toEqual([0, "tresor-0123456789abcdefwxyz\n", { name: "n8n" }]);
    expect(made.stderr).toMatch(/shown this once/);
    const json = await tresor(["create", "--name", "n8n", "--json"]);
    expect([JSON.parse(json.stdout), json.stderr]).toMatchObject([
      { name: "n8n", key: "tresor-0123456789abcdefwxyz" },
      "",
    ]);
  });

  it("takes every rule, and the highest of several scopes", async () => {
    const rules = "--scopes inference,models --models code,text --production --stage 3 --priority background";
    const limits = "--requests-per-minute 60 --tokens-per-minute 1000 --tokens-per-day 50000";
    const lengths = "--longest-context 8192 --longest-keep-alive 300";
    const { input } = await tresor(["create", "--name", "n8n", ...`${rules} ${limits} ${lengths}`.split(" ")]);
    expect(input).toEqual({
      name: "n8n",
      scope: "models",
      models: ["code", "text"],
      production: true,
      stage: 3,
      priority: "background",
      requestsPerMinute: 60,
      tokensPerMinute: 1_000,
      tokensPerDay: 50_000,
      longestContext: 8_192,
      longestKeepAliveSeconds: 300,
    });
  });

  it("changes only what is said; none takes a limit away", async () => {
    const { input } = await tresor(["set", "n8n", "--models", "none", "--tokens-per-day", "none", "--no-production"]);
    expect(input).toEqual({ name: "n8n", models: null, tokensPerDay: null, production: false });
  });

  it.each([
    ["--scopes", "everything"],
    ["--stage", "4"],
    ["--tokens-per-day", "0"],
    ["--priority", "first"],
  ])("refuses %s %s as wrong usage", async (option, value) => {
    expect((await tresor(["create", "--name", "n8n", option, value])).exitCode).toBe(2);
  });

  it("lists clients with their rules and their day, in both languages", async () => {
    const today = { requests: 3, promptTokens: 1_000, completionTokens: 234 };
    const keys = [
      clientOf({ name: "n8n", models: ["code"], production: true, tokensPerDay: 5_000, today }),
      clientOf({ name: "old", revokedAt: "2026-11-20T12:00:00.000Z" }),
    ];
    const handlers = { keys: async () => ({ keys }) };
    const { stdout } = await tresor(["list"], handlers);
    expect(stdout).toMatch(/n8n +…wxyz +inference +code +production, 5,000 tokens\/day +3 +1,234 +never\n/);
    expect(stdout).toMatch(/old +revoked/);
    const german = await tresor(["list", "--lang", "de"], handlers);
    expect(german.stdout).toMatch(/n8n +…wxyz +Anfragen +code +Betrieb, 5\.000 Token\/Tag +3 +1\.234 +nie\n/);
    expect(JSON.parse((await tresor(["list", "--json"], handlers)).stdout)).toEqual({ keys });
    expect((await tresor(["list"], { keys: async () => ({ keys: [] }) })).stdout).toMatch(/keys create/);
  });

  it("revokes and rotates by name", async () => {
    expect(await tresor(["revoke", "n8n"])).toMatchObject({
      stdout: "The key of n8n is void.\n",
      input: { name: "n8n" },
    });
    expect((await tresor(["rotate", "n8n"])).stdout).toBe("tresor-0123456789abcdefwxyz\n");
  });
});
