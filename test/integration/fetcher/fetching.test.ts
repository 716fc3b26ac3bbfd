import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile, sha256Of } from "../../support/hub/hub-file";
import { commit, LocalHub } from "../../support/hub/local-hub";
import { temporaryFolder } from "../../support/temporary-folder";

const megabyte = 1024 * 1024;

describe("a download", () => {
  it("arrives whole, verified and under its own name, with every host announced first", async () => {
    const file = hubFile("story.Q8_0.gguf", 8 * megabyte + 5);
    const hub = await LocalHub.start({ files: [file, hubFile("README.md", 100)] });
    const directory = temporaryFolder();
    const fetcher = new FetcherProcess();
    const end = await fetcher.run(jobFor(hub, directory));
    expect(end).toMatchObject({
      type: "done",
      paths: [join(directory, "story.Q8_0.gguf")],
      repository: "example/story-GGUF",
      revision: commit,
      files: [{ name: "story.Q8_0.gguf", sha256: file.sha256, bytes: file.bytes.length }],
    });
    expect(readdirSync(directory)).toEqual(["story.Q8_0.gguf"]);
    expect(sha256Of(readFileSync(join(directory, "story.Q8_0.gguf")))).toBe(file.sha256);
    const hosts = fetcher.all("host").map(({ host }) => host);
    expect(hosts).toEqual([new URL(hub.endpoint).host, new URL(hub.storeAddress).host]);
    expect(hub.contentRequests.length).toBeGreaterThan(4);
    if (end.type === "done") {
      expect(end.bytesReceived).toBeGreaterThan(file.bytes.length);
      expect(end.hosts?.map(({ host }) => host).sort()).toEqual([...hosts].sort());
      expect(end.bytesSent).toBe(end.hosts?.reduce((sum, { bytesSent }) => sum + bytesSent, 0));
    }
    const progress = fetcher.all("progress").filter(({ state }) => state !== "resolving");
    for (const { files } of progress) expect(files).toMatchObject([{ name: file.path, sha256: file.sha256 }]);
    expect(await fetcher.exited).toEqual([0, null]);
  });

  it("is done at once when the right file is there already", async () => {
    const file = hubFile("story.Q8_0.gguf", megabyte);
    const hub = await LocalHub.start({ files: [file] });
    const directory = temporaryFolder();
    writeFileSync(join(directory, file.path), file.bytes);
    expect(await new FetcherProcess().run(jobFor(hub, directory))).toMatchObject({ type: "done" });
    expect(hub.contentRequests).toEqual([]);
  });

  it("replaces a file of the same name that is another one", async () => {
    const file = hubFile("story.Q8_0.gguf", megabyte);
    const hub = await LocalHub.start({ files: [file] });
    const directory = temporaryFolder();
    writeFileSync(join(directory, file.path), Buffer.alloc(megabyte));
    expect(await new FetcherProcess().run(jobFor(hub, directory))).toMatchObject({ type: "done" });
    expect(sha256Of(readFileSync(join(directory, file.path)))).toBe(file.sha256);
  });

  it("brings all parts of a split model, in their order, into the folder that they have at the hub", async () => {
    const parts = [1, 2, 3].map((part) => hubFile(`BF16/story-BF16-0000${part}-of-00003.gguf`, 700_000 + part));
    const hub = await LocalHub.start({ files: [...[...parts].reverse(), hubFile("story-Q4_K_M.gguf", 50)] });
    const directory = temporaryFolder();
    const end = await new FetcherProcess().run(jobFor(hub, directory));
    expect(end).toMatchObject({ type: "done", paths: parts.map(({ path }) => join(directory, path)) });
    for (const { path, sha256 } of parts) expect(sha256Of(readFileSync(join(directory, path)))).toBe(sha256);
  });

  it("takes an address whose server tells no hash, and says so", async () => {
    const file = hubFile("story.gguf", 2 * megabyte, { sha256: null });
    const hub = await LocalHub.start({ files: [file], redirects: false });
    const directory = temporaryFolder();
    const fetcher = new FetcherProcess();
    const source = { type: "url", url: `${hub.endpoint}/story.gguf` } as const;
    const end = await fetcher.run(jobFor(hub, directory, { source }));
    expect(end).toMatchObject({
      type: "done",
      repository: null,
      revision: null,
      files: [{ sha256: sha256Of(file.bytes) }],
    });
    expect(
      fetcher
        .all("notice")
        .map(({ text }) => text)
        .join(),
    ).toContain("tells no hash");
  });

  it("ends with its parent, and leaves what has come", async () => {
    const hub = await LocalHub.start({
      files: [hubFile("story.gguf", 8 * megabyte)],
      fault: () => ({ type: "slow", bytesPerSecond: megabyte }),
    });
    const directory = temporaryFolder();
    const fetcher = new FetcherProcess();
    fetcher.send({ type: "start", job: jobFor(hub, directory) });
    await fetcher.seen("progress", ({ state, files }) => state === "downloading" && (files[0]?.bytes ?? 0) > 0);
    fetcher.child.disconnect();
    expect(await fetcher.exited).toEqual([0, null]);
    expect(existsSync(join(directory, "story.gguf"))).toBe(false);
    expect(existsSync(join(directory, "story.gguf.part"))).toBe(true);
  });
});
