import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { InspectorClient } from "../src/main/core/library/inspector-client";
import { ModelLibrary } from "../src/main/core/library/library";
import { builtFiles } from "../test/support/built-files";
import { text } from "../test/support/gguf/gguf-bytes";
import { plainFile } from "../test/support/gguf/plain-models";
import type { BenchOptions } from "./options";
import { median, table } from "./statistics";

const folders = 50;

/** Listing a library of 5,000 files from the cache, as at a start; the baseline is listing the folders and asking for each file's size. */
export async function bench({ quick }: BenchOptions): Promise<string> {
  const files = quick ? 200 : 5_000;
  const rounds = quick ? 2 : 7;
  const root = mkdtempSync(join(tmpdir(), "tresor-bench-library-"));
  try {
    const models = writeModels(join(root, "models"), files);
    const cacheFile = join(root, "cache", "library.json");
    const [firstMilliseconds] = await listing(models, cacheFile, files);
    const baseline: number[] = [];
    const starts: number[] = [];
    const rescans: number[] = [];
    for (let round = 0; round < rounds; round++) {
      baseline.push(timedSync(() => countBytes(models)));
      const [start, rescan] = await listing(models, cacheFile, files);
      starts.push(start);
      rescans.push(rescan);
    }
    const row = (name: string, milliseconds: number) => [name, `${milliseconds.toFixed(0)} ms`];
    return `\n## Library of ${files} files (${rounds} rounds)\n\n${table(
      ["", "p50"],
      [
        row("first listing, every header read", firstMilliseconds),
        row("listing at a start, from the cache", median(starts)),
        row("listing again", median(rescans)),
        row("folders and sizes alone, synchronously", median(baseline)),
      ],
    )}\n\nAim: from the cache in under 1,000 ms. The cache has ${(statSync(cacheFile).size / 1e6).toFixed(1)} MB.\n`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeModels(models: string, count: number): string {
  for (let index = 0; index < count; index++) {
    const folder = join(models, `publisher-${index % folders}`);
    mkdirSync(folder, { recursive: true });
    const name = `Model ${index}`;
    writeFileSync(join(folder, `model-${index}.gguf`), plainFile({ metadata: { "general.name": text(name) } }));
  }
  return models;
}

async function listing(models: string, cacheFile: string, expected: number): Promise<readonly [number, number]> {
  const library = new ModelLibrary({
    folders: () => [models],
    demoDirectory: null,
    demo: () => false,
    cacheFile,
    inspector: new InspectorClient(builtFiles()),
    logger: pino({ level: "silent" }),
  });
  try {
    const first = await timed(() => library.rescan());
    const again = await timed(() => library.rescan());
    if (library.models().length !== expected) throw new Error(`${library.models().length} models are listed.`);
    return [first, again];
  } finally {
    await library.dispose();
  }
}

function countBytes(models: string): number {
  return readdirSync(models, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

function timedSync(act: () => void): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}
