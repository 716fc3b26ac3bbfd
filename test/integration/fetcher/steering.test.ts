import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile, sha256Of } from "../../support/hub/hub-file";
import { LocalHub } from "../../support/hub/local-hub";
import { temporaryFolder } from "../../support/temporary-folder";

const megabyte = 1024 * 1024;
const story = hubFile("story.gguf", 8 * megabyte);

async function underWay() {
  const hub = await LocalHub.start({ files: [story], fault: () => ({ type: "slow", bytesPerSecond: megabyte }) });
  const directory = temporaryFolder();
  const fetcher = new FetcherProcess();
  fetcher.send({ type: "start", job: jobFor(hub, directory) });
  await fetcher.seen("progress", ({ state, files }) => state === "downloading" && (files[0]?.bytes ?? 0) > 0);
  return { hub, directory, fetcher };
}

describe("a download under way", () => {
  it("rests while it is paused, and goes on from there", async () => {
    const { hub, directory, fetcher } = await underWay();
    fetcher.send({ type: "pause" });
    const paused = await fetcher.seen("progress", ({ state }) => state === "paused");
    const requests = hub.requests.length;
    await wait(600);
    expect(hub.requests.length).toBe(requests);
    const bytes = paused.files[0]?.bytes ?? 0;
    expect(fetcher.all("progress").at(-1)).toMatchObject({ state: "paused", files: [{ bytes }] });
    hub.fault = () => null;
    fetcher.send({ type: "resume" });
    expect(await fetcher.seen("done")).toMatchObject({ files: [{ sha256: story.sha256 }] });
    const again = hub.requests.slice(requests).reduce((sum, { host, range }) => {
      return sum + (host === "store" && range !== null ? range.end - range.start : 0);
    }, 0);
    expect(again).toBe(story.bytes.length - bytes);
    expect(sha256Of(readFileSync(join(directory, "story.gguf")))).toBe(story.sha256);
  });

  it("leaves nothing behind when it is cancelled, also while it is paused", async () => {
    for (const first of ["pause", "cancel"] as const) {
      const { directory, fetcher } = await underWay();
      fetcher.send({ type: first });
      if (first === "pause") await fetcher.seen("progress", ({ state }) => state === "paused");
      fetcher.send({ type: "cancel" });
      expect(await fetcher.exited).toEqual([0, null]);
      expect(fetcher.messages.at(-1)).toMatchObject({ type: "failed", error: { code: "cancelled" } });
      expect(readdirSync(directory)).toEqual([]);
    }
  });

  it("keeps to a limit that changes while it runs", async () => {
    const hub = await LocalHub.start({ files: [story] });
    const directory = temporaryFolder();
    const fetcher = new FetcherProcess();
    fetcher.send({ type: "start", job: jobFor(hub, directory, { limitBytesPerSecond: 200_000 }) });
    await fetcher.seen("progress", ({ files }) => (files[0]?.bytes ?? 0) > 0);
    await wait(1_000);
    // At this rate the whole would take forty seconds.
    expect(fetcher.all("progress").at(-1)?.files[0]?.bytes).toBeLessThan(2 * megabyte);
    fetcher.send({ type: "limit", bytesPerSecond: null });
    expect(await fetcher.seen("done")).toMatchObject({ files: [{ sha256: story.sha256 }] });
  });
});

describe("the token", () => {
  const token = "hf_a_secret_of_the_user";

  it("goes to the endpoint alone, never across a redirect", async () => {
    const hub = await LocalHub.start({ files: [story] });
    const fetcher = new FetcherProcess();
    expect(await fetcher.run(jobFor(hub, temporaryFolder(), { token }))).toMatchObject({ type: "done" });
    const sent = (host: string) =>
      new Set(hub.requests.filter((one) => one.host === host).map((one) => one.authorization));
    expect(sent("hub")).toEqual(new Set([`Bearer ${token}`]));
    expect(sent("store")).toEqual(new Set([null]));
    expect(JSON.stringify(fetcher.messages)).not.toContain(token);
  });

  it("does not come back when another host redirects to the endpoint", async () => {
    const hub = await LocalHub.start({ files: [story] });
    hub.fault = ({ host, path }) =>
      host === "store" ? { type: "redirect", location: `${hub.endpoint}/api/steal?from=${path}` } : null;
    const end = await new FetcherProcess().run(jobFor(hub, temporaryFolder(), { token }));
    expect(end).toMatchObject({ type: "failed" });
    const stolen = hub.requests.filter(({ path }) => path.startsWith("/api/steal"));
    expect(stolen.length).toBeGreaterThan(0);
    expect(stolen.every(({ authorization }) => authorization === null)).toBe(true);
  });
});
