import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile, sha256Of, type HubFile } from "../../support/hub/hub-file";
import { LocalHub, type HubRequest } from "../../support/hub/local-hub";
import { temporaryFolder } from "../../support/temporary-folder";

const megabyte = 1024 * 1024;
/** 50 in the long dose. */
const kills = Number(process.env["TRESOR_FETCH_KILLS"] ?? 10);
const slow = { type: "slow", bytesPerSecond: 8 * megabyte } as const;

type Range = readonly [start: number, end: number];

/** What is certain at this moment, by file: what its journal names, or all of it when it has its name. */
function certainIn(directory: string, files: readonly HubFile[]): Map<string, readonly Range[]> {
  const ranges = ({ path, bytes }: HubFile): readonly Range[] => {
    if (existsSync(join(directory, path))) return [[0, bytes.length]];
    const journal = join(directory, `${path}.part.json`);
    return existsSync(journal) ? (JSON.parse(readFileSync(journal, "utf8")) as { ranges: Range[] }).ranges : [];
  };
  return new Map(files.map((file) => [file.path, ranges(file)]));
}

/** The requests that ask for bytes which were certain already. */
function askedTwice(requests: readonly HubRequest[], certain: ReadonlyMap<string, readonly Range[]>): HubRequest[] {
  return requests.filter(({ host, path, range }) => {
    const name = [...certain.keys()].find((file) => path.includes(file));
    if (host === "hub" || range === null || name === undefined) return false;
    return certain.get(name)?.some(([start, end]) => start < range.end && range.start < end);
  });
}

/** The same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A model of about 8 MB: in one file, then in two, and so on. */
function model(number: number): HubFile[] {
  if (number % 2 === 1) return [hubFile(`story-${number}.gguf`, 8 * megabyte + number)];
  return [1, 2].map((part) => hubFile(`story-${number}-0000${part}-of-00002.gguf`, 4 * megabyte + number + part));
}

describe("a fetcher that is killed at random points", () => {
  it("always completes with the right hash and fetches no journalled range twice", { timeout: 240_000 }, async () => {
    const random = seeded(2026);
    let killed = 0;
    let resumed = 0;
    for (let download = 1; killed < kills; download++) {
      const files = model(download);
      const hub = await LocalHub.start({ files });
      const directory = temporaryFolder();
      let certain = certainIn(directory, files);
      for (let isDone = false; !isDone;) {
        const fetcher = new FetcherProcess();
        const kill = () => void fetcher.child.kill("SIGKILL");
        const mayKill = killed < kills;
        // After so many bytes; or, for what lies before and behind the bytes, after some time.
        const byTime = random() < 0.25;
        const timer = mayKill && byTime ? setTimeout(kill, 150 + random() * 900) : undefined;
        const mostBytes = mayKill && !byTime ? random() * 2.5 * megabyte : Infinity;
        let sent = 0;
        const count = (bytes: number) => {
          sent += bytes;
          if (sent >= mostBytes) kill();
        };
        hub.onSent = count;
        hub.fault = () => {
          count(0);
          return slow;
        };
        const before = hub.requests.length;
        fetcher.send({ type: "start", job: jobFor(hub, directory) });
        const [, signal] = await fetcher.exited;
        clearTimeout(timer);
        expect(askedTwice(hub.requests.slice(before), certain)).toEqual([]);
        isDone = signal === null;
        if (isDone) {
          const hashes = files.map(({ sha256 }) => ({ sha256 }));
          expect(fetcher.messages.at(-1)).toMatchObject({ type: "done", files: hashes });
        } else {
          killed++;
          if ([...certain.values()].some((ranges) => ranges.length > 0)) resumed++;
          certain = certainIn(directory, files);
        }
      }
      expect(readdirSync(directory).sort()).toEqual(files.map(({ path }) => path));
      for (const { path, sha256 } of files) expect(sha256Of(readFileSync(join(directory, path)))).toBe(sha256);
    }
    expect(killed).toBe(kills);
    // The test proves something only when there was something to build on.
    expect(resumed).toBeGreaterThan(kills / 3);
  });
});
