import { describe, expect, it } from "vitest";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { fakeHandlers } from "../../../fakes/handlers";
import { FakeLibrary, fakeModel } from "../../../fakes/library";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";

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
  const exitCode = await run(line, terminal, capabilities);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, recorded };
}

const alias = (name: string, target: string | null, reference: string | null) => ({
  ...{ name, target, reference, role: null },
});

describe("tresor alias", () => {
  it("sets a name", async () => {
    const { exitCode, stdout, recorded } = await tresor(["alias", "set", "mine", "tiny"]);
    expect([exitCode, stdout]).toEqual([0, "mine leads to tiny.\n"]);
    expect(recorded.at(-1)).toMatchObject({ name: "setAlias", input: { name: "mine", reference: "tiny" } });
    expect((await tresor(["alias", "set", "mine", "tiny", "--lang", "de"])).stdout).toBe("mine führt zu tiny.\n");
  });

  it("lists and removes names, and tells what leads nowhere", async () => {
    const aliases = [alias("text", null, "tiny:q8_0"), alias("gone", "lost:q8_0", null)];
    const { stdout } = await tresor(["alias", "list"], { aliases: async () => ({ aliases }) });
    expect(stdout).toMatch(/^NAME +MODEL +SET TO\ntext +tiny:q8_0 +by default\ngone +none +lost:q8_0\n$/);
    const json = await tresor(["alias", "list", "--json"], { aliases: async () => ({ aliases }) });
    expect(JSON.parse(json.stdout)).toEqual({ aliases });
    const removed = await tresor(["alias", "remove", "gone", "--json"]);
    expect(removed.recorded.at(-1)).toMatchObject({ name: "removeAlias", input: { name: "gone" } });
  });

  it("shows names in the list of models", async () => {
    const models = [fakeModel({ aliases: ["text", "mine"] })];
    const { stdout } = await tresor(["list"], { list: async () => ({ models, rejected: [] }) });
    expect(stdout).toMatch(/NAMES\n.* text, mine\n/);
  });
});

describe("tresor rm", () => {
  it("says what was removed, names included", async () => {
    const remove = async () => fakeModel({ sizeBytes: 3e9, aliases: ["mine"] });
    const { exitCode, stdout, recorded } = await tresor(["rm", "tiny"], { remove });
    expect([exitCode, stdout]).toEqual([0, "tiny:q8_0 was removed, 3.0 GB.\nThe name mine went with it.\n"]);
    expect(recorded.at(-1)).toMatchObject({ name: "remove", input: { reference: "tiny", force: false } });
    expect((await tresor(["rm", "tiny", "--force"])).recorded.at(-1)?.input).toMatchObject({ force: true });
  });

  it.each(["model_in_use", "not_allowed"] as const)("answers %s with 1", async (code) => {
    const remove = () => Promise.reject(new TresorError(code, "It stays."));
    const { exitCode, stdout } = await tresor(["rm", "tiny", "--json"], { remove });
    expect([exitCode, JSON.parse(stdout)]).toEqual([1, { error: { code, message: "It stays.", details: {} } }]);
  });
});

describe("tresor import", () => {
  it("takes a path from where it is called, and tells where the model is", async () => {
    const { exitCode, stdout, recorded } = await tresor(["import", "models/tiny.gguf"]);
    expect([exitCode, stdout]).toEqual([0, "tiny:q8_0 is in the library: /models/tiny.gguf\n"]);
    expect(recorded.at(-1)?.input).toEqual({ path: "/home/somebody/models/tiny.gguf", mode: "link" });
    expect((await tresor(["import", "/a.gguf", "--move"])).recorded.at(-1)?.input).toEqual({
      ...{ path: "/a.gguf", mode: "move" },
    });
  });

  it("prints one event a line for programs", async () => {
    const { stdout } = await tresor(["import", "/a.gguf", "--json"]);
    const lines = stdout.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(["progress", "done"]);
  });

  it("wants a running Tresor", async () => {
    const gone = () => {
      throw new TresorError("not_running", "Nobody there.");
    };
    expect((await tresor(["import", "/a.gguf"], { import: gone })).exitCode).toBe(3);
  });
});
