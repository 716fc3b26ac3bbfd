import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DownloadStore } from "../../../../../src/main/core/downloads/download-store";
import { DownloadManager } from "../../../../../src/main/core/downloads/downloads";
import { TresorError } from "../../../../../src/shared/errors";
import type { Download } from "../../../../../src/shared/shapes/download";
import type { Model } from "../../../../../src/shared/shapes/model";
import { FakeClock, settled } from "../../../../fakes/clock";
import { FakeFetchers } from "../../../../fakes/fetcher";
import { fakeModel } from "../../../../fakes/library";
import { temporaryFolder } from "../../../../support/temporary-folder";

const secret = "hf_secretsecret";
/** Folders are made for real. */
const patience = { timeout: 10_000, interval: 2 };

/** Downloads over fake fetchers in a folder of their own. */
function rig(folder = temporaryFolder()) {
  const clock = new FakeClock();
  const fetchers = new FakeFetchers();
  const learnt: unknown[] = [];
  const log: string[] = [];
  const models: Model[] = [fakeModel({ path: "/models/tiny.gguf" })];
  const limits: { all: number | null } = { all: null };
  const logger = pino({ level: "debug", base: null }, { write: (line: string) => void log.push(line) });
  const file = join(folder, "downloads.json");
  const store = new DownloadStore(file, logger);
  const downloads = new DownloadManager({
    launch: fetchers.launch,
    library: {
      models: () => models,
      rejected: () => [{ path: "/models/bad.gguf", reason: "it is too short" }],
      rescan: async () => undefined,
      learn: async (...facts) => void learnt.push(facts),
    },
    modelsDirectory: join(folder, "models"),
    store,
    catalogSource: (name) => (name === "tiny" ? "hf:owner/tiny:Q8_0" : null),
    endpoint: () => "https://hub.example",
    token: async () => secret,
    limitBytesPerSecond: () => limits.all,
    clock,
    logger,
  });
  const heard: Download["state"][] = [];
  downloads.onChange(({ state }) => heard.push(state));
  /** With the time that a fetcher is given to put down what it has. */
  const inTime = async <T>(ending: Promise<T>): Promise<T> => {
    for (let turn = 0; turn < 20; turn++) await clock.advance(500);
    return await ending;
  };
  onTestFinished(() => inTime(downloads.dispose()));
  const launched = (count: number) => vi.waitFor(() => expect(fetchers.all).toHaveLength(count), patience);
  const becomes = (state: Download["state"]) =>
    vi.waitFor(() => expect(downloads.list()[0]?.state).toBe(state), patience);
  const only = () => {
    const [first] = downloads.list();
    if (first === undefined) throw new Error("There is no download.");
    return first;
  };
  const stored = async () => {
    await store.settled();
    return readFileSync(file, "utf8");
  };
  return { folder, clock, fetchers, learnt, log, limits, inTime, downloads, heard, launched, becomes, only, stored };
}

describe("downloads", () => {
  it("announce the host, show what comes, hand over what was verified, and become a model", async () => {
    const { downloads, fetchers, learnt, heard, launched, becomes, only, folder, log } = rig();
    expect(downloads.pull({ source: "tiny" })).toMatchObject({
      state: "resolving",
      hosts: ["hub.example"],
      source: "tiny",
    });
    await launched(1);
    expect(fetchers.at(0).job).toMatchObject({
      source: { type: "hub", repository: "owner/tiny", quantization: "Q8_0" },
      directory: join(folder, "models", "owner--tiny"),
      endpoint: "https://hub.example",
      token: secret,
    });
    expect(existsSync(fetchers.at(0).job.directory)).toBe(true);
    expect(downloads.outbound()).toMatchObject({ jobs: 1, hosts: ["hub.example"] });
    fetchers.at(0).say({ type: "host", host: "cdn.example", purpose: "the file" });
    fetchers.at(0).progress("downloading", 4, 10);
    expect(only()).toMatchObject({
      state: "downloading",
      bytes: 4,
      totalBytes: 10,
      hosts: ["hub.example", "cdn.example"],
    });
    fetchers.at(0).done();
    await becomes("done");
    expect(only()).toMatchObject({ state: "done", reference: "tiny:q8_0", bytesSent: 120, error: null });
    expect(only().endedAt).not.toBeNull();
    expect(learnt).toEqual([
      ["/models/tiny.gguf", `sha256:${"0".repeat(64)}`, { repository: "owner/tiny", revision: "abc" }],
    ]);
    expect(heard).toEqual(expect.arrayContaining(["resolving", "downloading", "verifying", "done"]));
    expect(downloads.outbound()).toEqual({ jobs: 0, hosts: [], sources: [], bytesSent: 120 });
    expect(log.join("")).toContain("cdn.example");
  });

  it("never write the token down, nor say it", async () => {
    const { downloads, launched, stored, log } = rig();
    downloads.pull({ source: "tiny" });
    await launched(1);
    expect(await stored()).not.toContain(secret);
    expect(log.join("") + JSON.stringify(downloads.list())).not.toContain(secret);
  });

  it("join the one of the same source, whatever it is called", async () => {
    const { downloads, launched } = rig();
    const { id } = downloads.pull({ source: "tiny" });
    expect(downloads.pull({ source: "hf:owner/tiny:q8_0" }).id).toBe(id);
    await launched(1);
    expect(() => downloads.pull({ source: "nothing like it" })).toThrow(TresorError);
  });

  it("run two at a time, and one a folder", async () => {
    const { downloads, fetchers, launched } = rig();
    for (const source of ["hf:a/one:Q8_0", "hf:a/one:F16", "hf:b/two", "hf:c/three"]) downloads.pull({ source });
    await launched(2);
    const folders = () => fetchers.all.map(({ job }) => basename(job.directory));
    const finish = (name: string) => fetchers.at(folders().indexOf(name)).done();
    expect(folders().sort()).toEqual(["a--one", "b--two"]);
    finish("a--one");
    await launched(3);
    expect(folders().at(-1)).toBe("a--one");
    finish("b--two");
    await launched(4);
    expect(folders().at(-1)).toBe("c--three");
  });

  it("have no process while they are paused, and go on when asked", async () => {
    const { inTime, downloads, fetchers, launched, only } = rig();
    const { id } = downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).progress("downloading", 4, 10);
    expect(await inTime(downloads.pause(id))).toMatchObject({ state: "paused", bytes: 4, bytesPerSecond: null });
    expect([fetchers.at(0).told.at(-1), fetchers.at(0).isGone]).toEqual([{ type: "pause" }, true]);
    expect(downloads.outbound().jobs).toBe(0);
    expect(await downloads.pause(id)).toMatchObject({ state: "paused" });
    expect(await downloads.resume(id)).toMatchObject({ state: "resolving" });
    await launched(2);
    fetchers.at(1).progress("downloading", 5, 10);
    expect(only()).toMatchObject({ state: "downloading", bytes: 5, bytesSent: 200 });
    await inTime(downloads.pause(id));
    downloads.pull({ source: "tiny" });
    await launched(3);
  });

  it("do not wait for ever for a fetcher that does not pause", async () => {
    const { downloads, fetchers, launched, clock } = rig();
    const { id } = downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).isObedient = false;
    const paused = downloads.pause(id);
    await clock.advance(10_000);
    expect([(await paused).state, fetchers.at(0).isGone]).toEqual(["paused", true]);
  });

  it("start a fetcher that died again, ever later, and give up only when nothing new came", async () => {
    const { downloads, fetchers, launched, clock, only } = rig();
    downloads.pull({ source: "tiny" });
    for (let death = 1; death <= 3; death++) {
      await launched(death);
      fetchers.at(-1).die();
      expect([only().state, downloads.outbound().jobs]).toEqual(["resolving", 0]);
      await clock.advance(1_000 * 2 ** (death - 1));
    }
    await launched(4);
    fetchers.at(-1).progress("downloading", 1, 10);
    for (let death = 4; death <= 8; death++) {
      await launched(death);
      fetchers.at(-1).die();
      await clock.advance(60_000);
    }
    expect(only()).toMatchObject({ state: "failed", error: { code: "download_failed" } });
    expect(only().error?.message).toContain("SIGKILL");
  });

  it("keep what has come when they fail, and can be taken up again", async () => {
    const { downloads, fetchers, launched, only } = rig();
    const { id } = downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).progress("downloading", 4, 10);
    const error = { code: "disk_full", message: "There is no room." } as const;
    fetchers.at(0).say({ type: "failed", error, bytesSent: 100 });
    fetchers.at(0).die("ended with code 0");
    await settled();
    expect(only()).toMatchObject({ state: "failed", bytes: 4, error });
    await downloads.resume(id);
    await launched(2);
    expect(only()).toMatchObject({ state: "resolving", error: null, endedAt: null });
  });

  it("fail when what came is no model that Tresor would load", async () => {
    const { downloads, fetchers, launched, becomes, only } = rig();
    downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).done(["/models/bad.gguf"]);
    await becomes("failed");
    expect(only()).toMatchObject({ state: "failed", error: { code: "model_rejected" } });
    expect(only().error?.message).toContain("too short");
  });

  it("leave the digest of a model in several files to the library", async () => {
    const { downloads, fetchers, launched, becomes, learnt } = rig();
    downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).done(["/models/tiny.gguf", "/models/tiny-2.gguf"]);
    await becomes("done");
    expect(learnt).toMatchObject([["/models/tiny.gguf", null, { repository: "owner/tiny" }]]);
  });

  it("remove what has come when they are cancelled, whether or not a fetcher runs, and then leave the list", async () => {
    const { inTime, downloads, fetchers, launched, folder } = rig();
    const { id } = downloads.pull({ source: "tiny" });
    await launched(1);
    fetchers.at(0).progress("downloading", 4, 10);
    await inTime(downloads.pause(id));
    const directory = join(folder, "models", "owner--tiny");
    for (const name of ["tiny.Q8_0.gguf.part", "tiny.Q8_0.gguf.part.json"]) writeFileSync(join(directory, name), "x");
    expect(await downloads.cancel(id)).toMatchObject({ state: "cancelled", error: null });
    expect(existsSync(directory)).toBe(false);
    expect(await downloads.cancel(id)).toMatchObject({ state: "cancelled" });
    expect(downloads.list()).toEqual([]);
    await expect(downloads.cancel(id)).rejects.toMatchObject({ code: "source_not_found" });
    const second = downloads.pull({ source: "tiny" });
    await launched(2);
    expect((await downloads.cancel(second.id)).state).toBe("cancelled");
    expect(fetchers.at(1).told.at(-1)).toEqual({ type: "cancel" });
    await expect(downloads.pause(second.id)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("divide the limit for all among them, at once when it changes", async () => {
    const { downloads, fetchers, launched, limits } = rig();
    limits.all = 1_000;
    downloads.pull({ source: "hf:a/one", limitBytesPerSecond: 200 });
    await launched(1);
    expect(fetchers.at(0).job.limitBytesPerSecond).toBe(200);
    downloads.pull({ source: "hf:b/two" });
    await launched(2);
    expect(fetchers.at(1).job.limitBytesPerSecond).toBe(800);
    limits.all = null;
    downloads.divideBandwidth();
    expect(fetchers.all.map(({ told }) => told.at(-1))).toEqual([
      { type: "limit", bytesPerSecond: 200 },
      { type: "limit", bytesPerSecond: null },
    ]);
  });

  it("survive a restart: what ran goes on, what was paused or has failed waits", async () => {
    const before = rig();
    for (const source of ["hf:a/runs", "hf:b/paused"]) before.downloads.pull({ source });
    await before.launched(2);
    before.fetchers.all.find(({ job }) => job.directory.endsWith("runs"))?.progress("downloading", 4, 10);
    await before.inTime(before.downloads.pause(before.downloads.list()[1]?.id ?? ""));
    before.downloads.pull({ source: "hf:c/fails", limitBytesPerSecond: 7 });
    await before.launched(3);
    before.fetchers.at(2).say({ type: "failed", error: { code: "source_not_found", message: "no" }, bytesSent: 3 });
    before.fetchers.at(2).die();
    await settled();
    await before.inTime(before.downloads.dispose());

    const after = rig(before.folder);
    await after.downloads.open();
    expect(after.downloads.list()).toMatchObject([
      { source: "hf:a/runs", state: "resolving", bytes: 4 },
      { source: "hf:b/paused", state: "paused" },
      { source: "hf:c/fails", state: "failed", error: { code: "source_not_found" } },
    ]);
    await after.launched(1);
    expect(after.fetchers.at(0).job.source).toMatchObject({ repository: "a/runs" });
  });

  it("start empty over a damaged file, which is kept aside", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "models"));
    writeFileSync(join(folder, "downloads.json"), '{"version":1,"downloads":[{"id":3}]}');
    const { downloads } = rig(folder);
    await downloads.open();
    expect(downloads.list()).toEqual([]);
    expect(existsSync(join(folder, "downloads.json"))).toBe(false);
  });
});
