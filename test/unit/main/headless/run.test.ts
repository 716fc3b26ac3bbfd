import { describe, expect, it } from "vitest";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { fakeCacheReport, fakeHandlers } from "../../../fakes/handlers";
import { FakeLibrary } from "../../../fakes/library";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";

/** Runs one command line against fake handlers; what it wrote, how it ended, and what reached the core. */
async function tresor(line: string[], handlers: Partial<Handlers> = {}, terminal = new FakeTerminal()) {
  const { handlers: answering, recorded } = fakeHandlers(handlers);
  const capabilities: Capabilities = {
    installation: {
      processes: { nodePath: "node", environment: {}, workerScript: "", inspectorScript: "", fetcherScript: "" },
      windowDirectory: null,
      demoDirectory: null,
    },
    connect: () => createClient(new FakeTransport(answering)),
    startTresor: () => Promise.reject(new TresorError("port_taken", "Port 8737 is taken.")),
    openLibrary: async () => new FakeLibrary(),
    openPlanning: () => Promise.reject(new TresorError("internal", "no planner here")),
    openPrefixCache: () => Promise.reject(new TresorError("internal", "no folder here")),
    diagnose: async () => ({ ok: true, checks: [] }),
    runTool: async () => null,
  };
  const exitCode = await run(line, terminal, capabilities);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, recorded };
}

const json = (text: string): unknown => JSON.parse(text);

describe("the command line", () => {
  it("prints one JSON document with --json, and text for people without", async () => {
    const forPrograms = await tresor(["status", "--json"]);
    expect([forPrograms.exitCode, forPrograms.stderr]).toEqual([0, ""]);
    expect(json(forPrograms.stdout)).toMatchObject({ sovereignty: { state: "sealed", workers: 1 }, residents: 1 });
    expect((await tresor(["status"])).stdout).toMatch(/Address +http:\/\/127\.0\.0\.1:8737\n/);
  });

  it("passes what was asked to the core", async () => {
    const { recorded } = await tresor(["load", "tiny", "--context", "4096", "--slots", "2", "--json"]);
    expect(recorded.at(-1)).toMatchObject({ name: "load", input: { reference: "tiny", context: 4096, slots: 2 } });
  });

  it("takes the prompt from its arguments or from standard input", async () => {
    const argued = await tresor(["run", "tiny", "Say hello", "--max-tokens", "5", "--system", "Be kind."]);
    expect(argued.stdout).toMatch(/^Hello/);
    expect(argued.recorded.at(-1)?.input).toMatchObject({
      reference: "tiny",
      maxTokens: 5,
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Say hello" },
      ],
    });
    const piped = await tresor(["run", "tiny"], {}, new FakeTerminal({ input: "From a file" }));
    expect(piped.recorded.at(-1)?.input).toMatchObject({ messages: [{ role: "user", content: "From a file" }] });
  });

  it("prints a stream as one event a line", async () => {
    const { stdout } = await tresor(["run", "tiny", "Hi", "--json"]);
    expect(stdout.trim().split("\n").map(json)).toMatchObject([{ event: "text", text: "Hello" }, { event: "done" }]);
  });

  it.each([
    ["an unknown option", ["ps", "--nope"]],
    ["a missing argument", ["load"]],
    ["an unknown command", ["fly"]],
    ["a context that is no number", ["load", "tiny", "--context", "many"]],
    ["a memory limit that is no size", ["ps", "--memory-limit", "much"]],
    ["a language it does not speak", ["ps", "--lang", "fr"]],
    ["an address beyond this machine", ["serve", "--host", "0.0.0.0"]],
  ])("answers %s with 2 and one line", async (_, line) => {
    const { exitCode, stdout, stderr } = await tresor(line);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    const document = await tresor([...line, "--json"]);
    expect([document.exitCode, json(document.stdout)]).toEqual([
      2,
      { error: expect.objectContaining({ code: "invalid_request" }) as object },
    ]);
  });

  it("answers no with 1, and nobody there with 3, without a stack trace", async () => {
    const failing = (code: "model_not_found" | "not_running") => () =>
      Promise.reject(new TresorError(code, "Line one.\n    at stack"));
    const unknown = await tresor(["load", "x"], { load: failing("model_not_found") });
    expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringMatching(/^tresor: [^\n]*\n$/)]);
    expect((await tresor(["ps"], { ps: failing("not_running") })).exitCode).toBe(3);
  });

  it("ends with 1 when the doctor finds something, and says what to do", async () => {
    const checks = [{ name: "seal", ok: false, found: "none", fix: "Install bubblewrap." }];
    const { exitCode, stdout } = await tresor(["doctor"], { doctor: async () => ({ ok: false, checks }) });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining("Install bubblewrap.")]);
  });

  it("shows and clears the saved prefixes", async () => {
    const shown = await tresor(["cache", "show", "--json"]);
    expect([shown.exitCode, json(shown.stdout)]).toEqual([0, fakeCacheReport]);
    expect((await tresor(["cache", "show"])).stdout).toMatch(
      /Entries +3\nOn disk +5\.0 GB of at most 20\.0 GB\nHits +41\n/,
    );
    const cleared = await tresor(["cache", "clear", "--json"]);
    expect(json(cleared.stdout)).toEqual({ entries: 3, bytes: 5e9, hits: 41 });
    expect(cleared.recorded.at(-1)?.name).toBe("clearCache");
    expect((await tresor(["cache"])).exitCode).toBe(2);
  });

  it("speaks German on request, in the same figures", async () => {
    const { stdout } = await tresor(["status", "--lang", "de"]);
    expect(stdout).toMatch(/versiegelt/);
    expect((await tresor(["status"], {}, new FakeTerminal({ environment: { LC_ALL: "de_DE.UTF-8" } }))).stdout).toBe(
      stdout,
    );
  });

  it("ends with 130 when it is interrupted", async () => {
    const terminal = new FakeTerminal();
    const endless: Handlers["run"] = async function* (_input, { signal }) {
      yield { event: "text", text: "on" };
      terminal.signal("SIGINT");
      await Promise.resolve();
      throw new TresorError("cancelled", signal.aborted ? "stopped" : "still running");
    };
    expect((await tresor(["run", "tiny", "Hi"], { run: endless }, terminal)).exitCode).toBe(130);
  });
});
