import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLogger } from "../../../../../src/main/core/kernel/logger";
import { PrefixCache, type PrefixCacheSettings } from "../../../../../src/main/core/prefix-cache/prefix-cache";
import { encodeHeader, prefixFileBytes } from "../../../../../src/main/core/prefix-cache/prefix-header";
import { temporaryFolder } from "../../../../support/temporary-folder";

const logger = createLogger({ level: "silent" });

function cacheIn(folder: string, change: Partial<PrefixCacheSettings> = {}) {
  const settings = { enabled: true, limitBytes: 1e9, memoryBytes: 1e6, ...change };
  const directory = join(folder, "kv");
  const cache = new PrefixCache({ directory, keyFolder: folder, keyStore: null, settings: () => settings, logger });
  onTestFinished(() => cache.dispose());
  return { cache, settings, directory };
}

/** A file as a worker would write it, but for what is encrypted in it; returns its key. */
function fileIn(directory: string, { bytes = 1_000, computeMilliseconds = 100, secondsAgo = 0 } = {}): string {
  const key = randomBytes(32).toString("hex");
  const figures = { key, tokens: 10, stateBytes: bytes - prefixFileBytes({ tokens: 10, stateBytes: 0 }) };
  const header = encodeHeader({ ...figures, savedAt: 0, computeMilliseconds, salt: randomBytes(32) }, "binding");
  mkdirSync(join(directory, "binding"), { recursive: true });
  const path = join(directory, "binding", `${key}.kv`);
  writeFileSync(path, Buffer.concat([header, Buffer.alloc(bytes - header.length)]));
  const changed = Date.now() / 1_000 - secondsAgo;
  utimesSync(path, changed, changed);
  return key;
}

const keysIn = (directory: string) => readdirSync(join(directory, "binding")).map((name) => name.replace(/\.kv$/, ""));

describe("the folder of saved prefixes", () => {
  it("is bounded at the start: what is least worth its bytes leaves, what cannot be read first", async () => {
    const { cache, directory } = cacheIn(temporaryFolder(), { limitBytes: 3_500 });
    const dear = fileIn(directory, { computeMilliseconds: 1_000, secondsAgo: 3_600 });
    const cheap = fileIn(directory, { computeMilliseconds: 1 });
    const large = fileIn(directory, { bytes: 2_000, computeMilliseconds: 1_000 });
    writeFileSync(join(directory, "binding", "foreign.kv"), Buffer.alloc(1_500));
    await cache.open();
    expect(keysIn(directory).sort()).toEqual([dear, large].sort());
    expect(keysIn(directory)).not.toContain(cheap);
  });

  it("is bounded after a worker has saved, and use counts", async () => {
    const { cache, directory } = cacheIn(temporaryFolder(), { limitBytes: 2_500 });
    await cache.open();
    const used = fileIn(directory);
    cache.add({ type: "saved", key: used, replaced: [] });
    cache.add({ type: "used", key: used });
    const unused = fileIn(directory);
    cache.add({ type: "saved", key: unused, replaced: [] });
    const third = fileIn(directory, { computeMilliseconds: 500 });
    cache.add({ type: "saved", key: third, replaced: [] });
    await cache.trim();
    expect(keysIn(directory).sort()).toEqual([used, third].sort());
  });

  it("counts hits over restarts and over continuations", async () => {
    const folder = temporaryFolder();
    const { cache, directory } = cacheIn(folder);
    await cache.open();
    const [first, second] = [fileIn(directory), fileIn(directory)];
    cache.add({ type: "used", key: first });
    cache.add({ type: "saved", key: second, replaced: [first] });
    cache.add({ type: "used", key: second });
    await cache.dispose();
    const { cache: next } = cacheIn(folder);
    await next.open();
    expect(await next.report()).toMatchObject({ enabled: true, entries: 2, bytes: 2_000, hits: 2 });
  });

  it("is emptied on request, and workers hear of it", async () => {
    const { cache, directory } = cacheIn(temporaryFolder());
    await cache.open();
    cache.add({ type: "used", key: fileIn(directory) });
    let told = 0;
    cache.onCleared(() => told++);
    expect(await cache.clear()).toEqual({ entries: 1, bytes: 1_000, hits: 1 });
    expect([told, await cache.report()]).toEqual([1, expect.objectContaining({ entries: 0, bytes: 0, hits: 0 })]);
  });

  it("is emptied when the user switches it off", async () => {
    const { cache, settings, directory } = cacheIn(temporaryFolder());
    await cache.open();
    fileIn(directory);
    settings.limitBytes = 0;
    settings.enabled = false;
    await cache.trim();
    expect(keysIn(directory)).toEqual([]);
    expect(await cache.optionsFor("sha256:0")).toMatchObject({ directory: null });
  });

  it("loses what broken off writing left: all at the start, later only what is old", async () => {
    const { cache, directory } = cacheIn(temporaryFolder());
    mkdirSync(join(directory, "binding"), { recursive: true });
    const leftover = join(directory, "binding", "a.kv.00.tmp");
    writeFileSync(leftover, "x");
    utimesSync(leftover, 1e9, 1e9);
    await cache.open();
    expect(existsSync(leftover)).toBe(false);
    writeFileSync(leftover, "x");
    await cache.trim();
    expect(existsSync(leftover)).toBe(true);
    utimesSync(leftover, 1e9, 1e9);
    await cache.trim();
    expect(existsSync(leftover)).toBe(false);
  });

  it("gives each model's worker a key and a name of its own, the same after a restart", async () => {
    const folder = temporaryFolder();
    const { cache, directory } = cacheIn(folder);
    await cache.open();
    expect((await cache.report()).keyHeldBy).toBeNull();
    const [a, b] = [await cache.optionsFor("sha256:a"), await cache.optionsFor("sha256:b")];
    expect(Buffer.from(a.key, "base64")).toHaveLength(32);
    expect([a.directory, a.memoryBytes]).toEqual([directory, 1e6]);
    expect(a.key).not.toBe(b.key);
    expect(a.identity).not.toBe(b.identity);
    expect(await cacheIn(folder).cache.optionsFor("sha256:a")).toEqual(a);
    expect(await cacheIn(temporaryFolder()).cache.optionsFor("sha256:a")).not.toMatchObject({ identity: a.identity });
    expect((await cache.report()).keyHeldBy).toBe("file");
    expect(statSync(join(folder, "prefix-key")).mode & 0o777).toBe(0o600);
  });
});
