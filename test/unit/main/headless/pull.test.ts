import { describe, expect, it } from "vitest";
import { createFigures } from "../../../../src/main/headless/figures";
import { wordsOf } from "../../../../src/main/headless/language/choose-language";
import { durationText, pullText } from "../../../../src/main/headless/pull-text";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import type { PullItem } from "../../../../src/shared/shapes/download";
import { fakeHandlers } from "../../../fakes/handlers";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";
import { downloadOf } from "../../../support/download";

const progress: PullItem & { event: "progress" } = {
  ...{ event: "progress", id: "download-1", state: "downloading", bytes: 1e6, totalBytes: 4e6 },
  ...{ bytesPerSecond: 1e6, etaSeconds: 3 },
};

async function tresor(
  line: string[],
  handlers: Partial<Handlers> = {},
  terminal = new FakeTerminal(),
  command = "pull",
) {
  const { handlers: answering, recorded } = fakeHandlers({
    downloads: async () => ({ downloads: [downloadOf()] }),
    ...handlers,
  });
  const unused = () => Promise.reject(new TresorError("internal", "not asked for"));
  const capabilities: Capabilities = {
    installation: {
      processes: { nodePath: "node", environment: {}, workerScript: "", inspectorScript: "", fetcherScript: "" },
      ...{ windowDirectory: null, demoDirectory: null },
    },
    connect: () => createClient(new FakeTransport(answering)),
    ...{
      startTresor: unused,
      openLibrary: unused,
      openPrefixCache: unused,
      openPlanning: unused,
      diagnose: unused,
      runTool: unused,
    },
  };
  const exitCode = await run([command, ...line], terminal, capabilities);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, recorded };
}

describe("tresor pull", () => {
  it("prints the contract's lines with --json", async () => {
    const { exitCode, stdout, stderr, recorded } = await tresor(["tiny", "--limit-rate", "10MB/s", "--json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      expect.objectContaining({ event: "progress", bytes: 1e6, totalBytes: 3e6, bytesPerSecond: 1e6, etaSeconds: 2 }),
      expect.objectContaining({ event: "done", reference: "tiny:q8_0", path: "/models/tiny.gguf" }),
    ]);
    expect(recorded[0]).toMatchObject({ name: "pull", input: { source: "tiny", limitBytesPerSecond: 10e6 } });
  });

  it("tells people which hosts are reached, and what has come of it", async () => {
    const { stdout, stderr } = await tresor(["tiny", "--lang", "en"]);
    expect(stderr).toBe("Downloads from huggingface.co.\n");
    expect(stdout).toBe("tiny:q8_0 is here: /models/tiny.gguf\n");
    expect((await tresor(["tiny", "--lang", "de"])).stdout).toContain("ist da");
  });

  it("pauses at Ctrl-C and says how to go on", async () => {
    const terminal = new FakeTerminal();
    const pull: Handlers["pull"] = async function* () {
      yield progress;
      terminal.signal("SIGINT");
      throw new TresorError("cancelled", "The call was interrupted.");
    };
    const { exitCode, stderr, recorded } = await tresor(["tiny"], { pull }, terminal);
    expect(exitCode).toBe(130);
    expect(recorded.at(-1)).toMatchObject({ name: "pauseDownload", input: { id: "download-1" } });
    expect(stderr).toContain("tresor pull tiny");
  });

  it("says no with 1 when the download fails, and refuses a rate that is none with 2", async () => {
    const pull: Handlers["pull"] = async function* () {
      yield progress;
      throw new TresorError("disk_full", "There is no room.");
    };
    const failed = await tresor(["tiny"], { pull });
    expect([failed.exitCode, failed.stderr]).toEqual([1, expect.stringContaining("There is no room.")]);
    expect(await tresor(["tiny", "--limit-rate", "fast"])).toMatchObject({ exitCode: 2, recorded: [] });
  });
});

describe("tresor downloads", () => {
  const at = downloadOf({ bytesPerSecond: null, etaSeconds: null });

  it("lists them, and says what to do when there is none", async () => {
    const failed = downloadOf({
      id: "d2",
      state: "failed",
      error: { code: "disk_full", message: "There is no room." },
    });
    const { stdout } = await tresor(
      [],
      { downloads: async () => ({ downloads: [at, failed] }) },
      undefined,
      "downloads",
    );
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "DOWNLOAD    SOURCE                      PROGRESS",
      "download-1  hf:example/story-GGUF:Q8_0  downloading [█████·····] 50 %  1.0 MB of 2.0 MB",
      "d2          hf:example/story-GGUF:Q8_0  There is no room.",
    ]);
    const none = await tresor([], { downloads: async () => ({ downloads: [] }) }, undefined, "downloads");
    expect(none.stdout).toContain("tresor pull");
  });

  it("cancels one", async () => {
    const { recorded, stdout } = await tresor(["--cancel", "d2", "--json"], {}, undefined, "downloads");
    expect(recorded).toMatchObject([{ name: "cancelDownload", input: { id: "d2" } }]);
    expect(JSON.parse(stdout)).toMatchObject({ id: "d2", state: "cancelled" });
  });
});

describe("pullText", () => {
  const text = (change: Partial<typeof progress>, language: "de" | "en" = "en") =>
    pullText({ ...progress, ...change }, wordsOf(language), createFigures(wordsOf(language).locale));

  it("fits a terminal and leaves out what nobody knows", () => {
    expect(text({})).toBe("downloading [██········] 25 %  1.0 MB of 4.0 MB  1.0 MB/s  0:03 left");
    expect(text({ bytesPerSecond: null, etaSeconds: null }, "de")).toBe("lädt [██········] 25 %  1,0 MB von 4,0 MB");
    expect(text({ totalBytes: null, state: "resolving" })).toBe("looking up");
    const long = text({ bytes: 396.9e9, totalBytes: 397.1e9, bytesPerSecond: 999.9e6, etaSeconds: 86_399 });
    expect(long.length).toBeLessThanOrEqual(80);
  });

  it.each([
    [0, "0:00"],
    [59.6, "1:00"],
    [725, "12:05"],
    [11_220, "3:07:00"],
  ])("writes %d seconds as %s", (seconds, written) => {
    expect(durationText(seconds)).toBe(written);
  });
});
