import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile, sha256Of } from "../../support/hub/hub-file";
import { LocalHub } from "../../support/hub/local-hub";
import { temporaryFolder } from "../../support/temporary-folder";

const megabyte = 1024 * 1024;
const kills = 50;

type Range = readonly [start: number, end: number];

function journalled(path: string): Range[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { ranges: Range[] }).ranges : [];
}

/** The same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("a fetcher that is killed at random points, 50 times", () => {
  it(
    "always completes with the right hash, and never fetches a journalled range twice",
    { timeout: 180_000 },
    async () => {
      const random = seeded(2026);
      let killed = 0;
      let downloads = 0;
      let resumed = 0;
      while (killed < kills) {
        const file = hubFile(`story-${++downloads}.gguf`, 8 * megabyte + downloads);
        const hub = await LocalHub.start({
          files: [file],
          fault: () => ({ type: "slow", bytesPerSecond: 8 * megabyte }),
        });
        const directory = temporaryFolder();
        const journal = join(directory, `${file.path}.part.json`);
        let certain: Range[] = [];
        for (let isDone = false; !isDone;) {
          const fetcher = new FetcherProcess();
          // Before anything, in the middle of the bytes, while the rest is verified.
          const mostBytes = killed < kills ? Math.floor(random() * 2.5 * megabyte) : Infinity;
          let sent = 0;
          const kill = (bytes: number) => {
            sent += bytes;
            if (sent >= mostBytes) fetcher.child.kill("SIGKILL");
          };
          hub.onSent = kill;
          hub.fault = () => {
            kill(0);
            return { type: "slow", bytesPerSecond: 8 * megabyte };
          };
          const before = hub.requests.length;
          fetcher.send({ type: "start", job: jobFor(hub, directory) });
          const [, signal] = await fetcher.exited;
          for (const { host, range } of hub.requests.slice(before)) {
            if (host === "hub" || range === null) continue;
            const twice = certain.filter(([start, end]) => start < range.end && range.start < end);
            expect(twice).toEqual([]);
          }
          isDone = signal === null;
          if (isDone) {
            expect(fetcher.messages.at(-1)).toMatchObject({ type: "done", files: [{ sha256: file.sha256 }] });
          } else {
            killed++;
            if (certain.length > 0) resumed++;
            certain = journalled(journal);
            expect(existsSync(join(directory, file.path))).toBe(false);
          }
        }
        expect(readdirSync(directory)).toEqual([file.path]);
        expect(sha256Of(readFileSync(join(directory, file.path)))).toBe(file.sha256);
      }
      expect(killed).toBe(kills);
      // The test proves something only when there was something to build on.
      expect(resumed).toBeGreaterThan(kills / 3);
    },
  );
});
