import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile, sha256Of, type HubFile } from "../../support/hub/hub-file";
import { LocalHub, type HubRequest } from "../../support/hub/local-hub";
import type { Fault } from "../../support/hub/send-content";
import { temporaryFolder } from "../../support/temporary-folder";

const megabyte = 1024 * 1024;
const story = hubFile("story.gguf", 6 * megabyte + 77);

/** The fault for the first so many requests for a file's bytes. */
function firstContent(times: number, fault: (request: HubRequest) => Fault): (request: HubRequest) => Fault | null {
  let seen = 0;
  return (request) => (isContent(request) && seen++ < times ? fault(request) : null);
}

function nthContent(nth: number, fault: Fault): (request: HubRequest) => Fault | null {
  let seen = 0;
  return (request) => (isContent(request) && ++seen === nth ? fault : null);
}

function isContent({ host, method }: HubRequest): boolean {
  return host === "store" && method === "GET";
}

async function fetchWith(fault: (request: HubRequest) => Fault | null, files: readonly HubFile[] = [story]) {
  const hub = await LocalHub.start({ files, fault });
  const directory = temporaryFolder();
  const fetcher = new FetcherProcess();
  const end = await fetcher.run(jobFor(hub, directory));
  return { hub, directory, fetcher, end };
}

function expectStory(directory: string, file = story): void {
  expect(readdirSync(directory)).toEqual([file.path]);
  expect(sha256Of(readFileSync(join(directory, file.path)))).toBe(sha256Of(file.bytes));
}

describe("what a download survives", () => {
  it.each<[string, (request: HubRequest) => Fault | null]>([
    ["connections that are reset", firstContent(5, () => ({ type: "reset", afterBytes: 300_000 }))],
    ["a connection that is reset before its first byte", firstContent(2, () => ({ type: "reset", afterBytes: 0 }))],
    ["connections that stall", firstContent(3, () => ({ type: "stall", afterBytes: 200_000 }))],
    [
      "a server that has had enough for a moment",
      firstContent(3, () => ({ type: "status", status: 429, headers: { "retry-after": "0" } })),
    ],
    ["a server in trouble", firstContent(3, () => ({ type: "status", status: 503 }))],
    ["a signed address that has run out", nthContent(6, { type: "status", status: 403 })],
  ])("%s", async (_name, fault) => {
    const { end, directory } = await fetchWith(fault);
    expect(end).toMatchObject({ type: "done", files: [{ sha256: story.sha256 }] });
    expectStory(directory);
  });

  it("a hub that is busy when it is asked for the files", async () => {
    const { end, directory } = await fetchWith(({ number }) => (number < 3 ? { type: "status", status: 502 } : null));
    expect(end).toMatchObject({ type: "done" });
    expectStory(directory);
  });

  it("a server that knows no ranges: one stream, which begins anew when it breaks", async () => {
    let streams = 0;
    const { end, directory, fetcher } = await fetchWith((request) => {
      if (!isContent(request)) return null;
      return request.range === null && streams++ === 0
        ? { type: "no-ranges", afterBytes: megabyte }
        : { type: "no-ranges" };
    });
    expect(end).toMatchObject({ type: "done" });
    expect(streams).toBe(2);
    expectStory(directory);
    expect(fetcher.all("notice")[0]?.text).toContain("only as a whole");
  });

  it("a file that changes at its source: it starts over, and says why", async () => {
    const before = hubFile("story.gguf", 5 * megabyte, { sha256: null, sizeBytes: null });
    const after = { ...hubFile("other.gguf", 4 * megabyte, { sha256: null, sizeBytes: null }), path: "story.gguf" };
    const hub = await LocalHub.start({ files: [before], redirects: false });
    hub.fault = ({ number }) => {
      if (number === 5) hub.files = [after];
      return null;
    };
    const directory = temporaryFolder();
    const fetcher = new FetcherProcess();
    const source = { type: "url", url: `${hub.endpoint}/story.gguf` } as const;
    expect(await fetcher.run(jobFor(hub, directory, { source, connections: 1 }))).toMatchObject({ type: "done" });
    expectStory(directory, after);
    expect(fetcher.all("notice")[0]?.text).toMatch(/starts over: its ETag was/);
  });
});

describe("what a download refuses", () => {
  const total = story.bytes.length;
  it.each<[string, Fault, RegExp]>([
    [
      "another range than was asked for",
      { type: "headers", headers: { "content-range": `bytes 7-1048582/${total}` } },
      /sends bytes 7–1048582 where 0–1048575 were asked for/,
    ],
    [
      "a range that nobody can read",
      { type: "headers", headers: { "content-range": "bytes all/of it" } },
      /does not say which/,
    ],
    [
      "a size that changes",
      { type: "headers", headers: { "content-range": `bytes 0-1048575/${total - 1}` } },
      /has 6291532 bytes; before, it had 6291533/,
    ],
    ["a length that contradicts the range", { type: "headers", headers: { "content-length": "12" } }, /sends 12 bytes/],
    ["more bytes than were said", { type: "long", extraBytes: 10 }, /more bytes than it said/],
    ["a file that ends before its end", { type: "status", status: 416 }, /\(416\)/],
    ["an encoding", { type: "headers", headers: { "content-encoding": "gzip" } }, /encoded as gzip/],
    ["a redirect to another protocol", { type: "redirect", location: "http://192.0.2.1/story.gguf" }, /only https/],
    ["a redirect to a file", { type: "redirect", location: "file:///etc/passwd" }, /only https/],
    ["redirects without end", { type: "redirect", location: "/example/again" }, /More than 5 redirects/],
  ])("%s", async (_name, fault, message) => {
    const { end, directory } = await fetchWith((request) =>
      request.host === "store" && (request.range?.start ?? 0) === 0 ? fault : null,
    );
    expect(end).toMatchObject({ type: "failed", error: { code: "download_failed" } });
    expect(end.type === "failed" && end.error.message).toMatch(message);
    expect(existsSync(join(directory, "story.gguf"))).toBe(false);
  });

  it("bytes with another hash than was promised: they are removed, and both hashes are said", async () => {
    const promised = "0".repeat(64);
    const { end, directory } = await fetchWith(() => null, [{ ...story, sha256: promised }]);
    expect(end).toMatchObject({
      type: "failed",
      error: { code: "download_failed", details: { sha256: sha256Of(story.bytes), promised } },
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it("a server that resets without end: what has come is kept, and is not fetched again", async () => {
    const { end, directory, hub } = await fetchWith((request) =>
      isContent(request) && (request.range?.start ?? 0) >= 3 * megabyte ? { type: "reset", afterBytes: 0 } : null,
    );
    expect(end).toMatchObject({ type: "failed", error: { code: "download_failed" } });
    const journal = JSON.parse(readFileSync(join(directory, "story.gguf.part.json"), "utf8")) as { ranges: unknown };
    expect(journal.ranges).toEqual([[0, 3 * megabyte]]);
    const before = hub.requests.length;
    hub.fault = () => null;
    expect(await new FetcherProcess().run(jobFor(hub, directory))).toMatchObject({ type: "done" });
    expectStory(directory);
    const starts = hub.requests.slice(before).flatMap(({ range }) => (range === null ? [] : [range.start]));
    expect(Math.min(...starts)).toBe(3 * megabyte);
  });

  it("what the disk has no room for, before a byte comes", async () => {
    const { end, hub } = await fetchWith(() => null, [{ ...story, sizeBytes: 1e15 }]);
    expect(end).toMatchObject({ type: "failed", error: { code: "disk_full", details: { neededBytes: 1e15 } } });
    expect(hub.contentRequests).toEqual([]);
  });

  it.runIf(process.platform === "linux")("to go on when the disk is full", async () => {
    const hub = await LocalHub.start({ files: [story] });
    const directory = temporaryFolder();
    symlinkSync("/dev/full", join(directory, "story.gguf.part"));
    const { sha256, sizeBytes } = story;
    const journal = { version: 1, sizeBytes, sha256, etag: null, ranges: [], verified: null };
    writeFileSync(join(directory, "story.gguf.part.json"), JSON.stringify(journal));
    const end = await new FetcherProcess().run(jobFor(hub, directory));
    expect(end).toMatchObject({ type: "failed", error: { code: "disk_full" } });
  });

  it("names that leave the folder", async () => {
    const inside = join(temporaryFolder(), "models");
    mkdirSync(inside);
    const hub = await LocalHub.start({ files: [hubFile("../story.gguf", 1_000)] });
    const end = await new FetcherProcess().run(jobFor(hub, inside));
    expect(end.type === "failed" && end.error.message).toContain("leaves the folder");
    expect(readdirSync(join(inside, ".."))).toEqual(["models"]);
  });

  it.each<[string, number, string | null, string]>([
    ["what is not there", 404, null, "source_not_found"],
    ["what the hub calls unknown", 401, "RepoNotFound", "source_not_found"],
    ["what wants a token", 401, null, "hub_refused"],
    ["what wants its terms accepted", 403, "GatedRepo", "hub_refused"],
  ])("%s", async (_name, status, errorCode, code) => {
    const headers = errorCode === null ? {} : { "x-error-code": errorCode };
    const { end } = await fetchWith(({ path }) =>
      path.startsWith("/api/") ? { type: "status", status, headers } : null,
    );
    expect(end).toMatchObject({ type: "failed", error: { code } });
  });
});
