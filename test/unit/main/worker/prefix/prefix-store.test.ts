import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PrefixReport } from "../../../../../src/main/core/prefix-cache/prefix-report";
import { PrefixStore, type PrefixStoreOptions } from "../../../../../src/main/worker/prefix/prefix-store";
import { temporaryFolder } from "../../../../support/temporary-folder";

const key = randomBytes(32);
const tokensFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

async function openStore(options: Partial<PrefixStoreOptions> = {}): Promise<PrefixStore> {
  const store = new PrefixStore({
    directory: null,
    key,
    binding: "model-a",
    memoryBytes: 1e9,
    cuttable: true,
    ...options,
  });
  onTestFinished(() => store.settle());
  await store.open();
  return store;
}

const keep = (store: PrefixStore, tokens: readonly number[], data: Buffer, computeMilliseconds = 1_000) =>
  store.keep({ tokens, data: Buffer.from(data), computeMilliseconds });

async function found(store: PrefixStore, tokens: readonly number[]): Promise<Buffer | null> {
  const hit = store.find(tokens, 0);
  return hit === null ? null : await store.read(hit.entry);
}

const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) => /\.(kv|tmp)$/.test(name));

describe("saved prefixes in memory", () => {
  it("are there at once, whole and cut", async () => {
    const store = await openStore();
    const state = randomBytes(10_000);
    keep(store, tokensFrom(1, 100), state);
    expect(store.find([...tokensFrom(1, 100), 7], 0)).toMatchObject({ usable: 100, entry: { tokens: 100 } });
    expect(store.find([...tokensFrom(1, 37), 7], 36)?.usable).toBe(37);
    expect(store.find([...tokensFrom(1, 37), 7], 37)).toBeNull();
    expect(store.find([2, 3], 0)).toBeNull();
    expect(await found(store, tokensFrom(1, 50))).toEqual(state);
  });

  it("are moved, not copied, when they have a buffer of their own", async () => {
    const store = await openStore();
    const data = Buffer.from(new ArrayBuffer(100_000)).fill(3);
    store.keep({ tokens: [1], data, computeMilliseconds: 1 });
    expect(data.length).toBe(0);
    expect(await found(store, [1])).toEqual(Buffer.alloc(100_000, 3));
  });

  it("are used only as a whole when they cannot be cut", async () => {
    const store = await openStore({ cuttable: false });
    keep(store, tokensFrom(1, 50), Buffer.from("short"));
    keep(store, tokensFrom(1, 100), Buffer.from("long"));
    expect(store.find(tokensFrom(1, 99), 0)?.usable).toBe(50);
    expect(await found(store, tokensFrom(1, 99))).toEqual(Buffer.from("short"));
    expect(await found(store, tokensFrom(1, 101))).toEqual(Buffer.from("long"));
    expect(store.find(tokensFrom(1, 49), 0)).toBeNull();
  });

  it("take the place of their own beginnings", async () => {
    const store = await openStore({ memoryBytes: 25 });
    keep(store, [1, 2], Buffer.alloc(20, 1));
    keep(store, [1, 2, 3], Buffer.alloc(22, 2));
    expect(await found(store, [1, 2])).toEqual(Buffer.alloc(22, 2));
    keep(store, [1], Buffer.alloc(22, 3));
    expect(await found(store, [1])).toEqual(Buffer.alloc(22, 2));
  });

  it("keep to the bound: least value per byte leaves first", async () => {
    const store = await openStore({ memoryBytes: 30 });
    keep(store, [1], Buffer.alloc(10), 5_000);
    keep(store, [2], Buffer.alloc(10), 10);
    keep(store, [3], Buffer.alloc(10), 5_000);
    keep(store, [4], Buffer.alloc(10), 5_000);
    expect([1, 2, 3, 4].map((token) => store.find([token], 0) !== null)).toEqual([true, false, true, true]);
    keep(store, [5], Buffer.alloc(31), 1);
    expect(store.find([5], 0)).toBeNull();
    expect(store.find([1], 0)).not.toBeNull();
  });

  it("are forgotten on request", async () => {
    const store = await openStore();
    keep(store, [1, 2], Buffer.from("x"));
    const hit = store.find([1, 2], 0);
    store.forget();
    expect(store.find([1, 2], 0)).toBeNull();
    expect(hit && (await store.read(hit.entry))).toBeNull();
  });
});

describe("saved prefixes on disk", () => {
  it("survive the worker, and tell nothing without the key", async () => {
    const directory = temporaryFolder();
    const reports: PrefixReport[] = [];
    const first = await openStore({ directory, report: (report) => reports.push(report) });
    const state = Buffer.from("the secret conversation ".repeat(1_000));
    keep(first, tokensFrom(70_000, 200), state);
    await first.settle();
    const [name = ""] = filesIn(directory);
    const path = join(directory, name);
    expect(name).toMatch(/^model-a\/[0-9a-f]{64}\.kv$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(path);
    expect(bytes.includes("secret")).toBe(false);
    expect(bytes.includes(Buffer.from(new Int32Array([70_001, 70_002]).buffer))).toBe(false);

    const second = await openStore({ directory, report: (report) => reports.push(report) });
    expect(second.find([...tokensFrom(70_000, 200), 1], 0)).toMatchObject({ usable: 200 });
    expect(await found(second, tokensFrom(70_000, 150))).toEqual(state);
    const saved = { key: name.slice(8, -3) };
    expect(reports).toEqual([
      { type: "saved", ...saved, replaced: [] },
      { type: "used", ...saved },
    ]);
  });

  it("give way to their continuation once that is on disk", async () => {
    const directory = temporaryFolder();
    const store = await openStore({ directory });
    keep(store, tokensFrom(1, 10), Buffer.from("ten"));
    await store.settle();
    const [old] = filesIn(directory);
    keep(store, tokensFrom(1, 20), Buffer.from("twenty"));
    keep(store, tokensFrom(1, 30), Buffer.from("thirty"));
    await store.settle();
    expect(filesIn(directory)).toHaveLength(1);
    expect(filesIn(directory)).not.toEqual([old]);
    expect(await found(await openStore({ directory }), tokensFrom(1, 15))).toEqual(Buffer.from("thirty"));
  });

  it("are read from disk when memory has no room", async () => {
    const directory = temporaryFolder();
    const store = await openStore({ directory, memoryBytes: 0 });
    const states = [1, 2, 3].map((fill) => Buffer.alloc(5_000, fill));
    for (const [index, state] of states.entries()) {
      keep(store, [9, index], state);
      await store.settle();
    }
    for (const [index, state] of states.entries()) expect(await found(store, [9, index])).toEqual(state);
  });

  it.each([
    ["another key", { key: randomBytes(32) }, 0],
    ["another binding", { binding: "model-b" }, 1],
  ])("are not found with %s", async (_, change, left) => {
    const directory = temporaryFolder();
    const writer = await openStore({ directory });
    keep(writer, [1, 2, 3], Buffer.from("state"));
    await writer.settle();
    const other = await openStore({ directory, ...change });
    expect(other.find([1, 2, 3], 0)).toBeNull();
    expect(filesIn(directory)).toHaveLength(left);
  });

  it("are refused under another binding's name", async () => {
    const directory = temporaryFolder();
    const writer = await openStore({ directory });
    keep(writer, [1, 2, 3], Buffer.from("state"));
    await writer.settle();
    const [name = ""] = filesIn(directory);
    mkdirSync(join(directory, "model-b"));
    copyFileSync(join(directory, name), join(directory, name.replace("model-a", "model-b")));
    expect((await openStore({ directory, binding: "model-b" })).find([1, 2, 3], 0)).toBeNull();
  });

  it("are ignored and removed with any byte changed, and never loaded", async () => {
    const directory = temporaryFolder();
    const writer = await openStore({ directory });
    keep(writer, [1, 2, 3, 4, 5], randomBytes(32));
    await writer.settle();
    const [name = ""] = filesIn(directory);
    const path = join(directory, name);
    const good = readFileSync(path);
    const store = await openStore({ directory });
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad.writeUInt8((bad[at] ?? 0) ^ 1, at);
      // Changed before it is opened, and between opening and reading.
      for (const opened of [bad, good]) {
        writeFileSync(path, opened);
        store.forget();
        await store.open();
        writeFileSync(path, bad);
        expect(await found(store, [1, 2, 3, 4, 5])).toBeNull();
      }
      expect(filesIn(directory)).toEqual([]);
    }
    writeFileSync(path, good);
    await store.open();
    expect(await found(store, [1, 2, 3, 4, 5])).not.toBeNull();
  });

  it.each([0, 50, 136, 160, 250])("are ignored and removed when only %i bytes are left", async (bytes) => {
    const directory = temporaryFolder();
    const writer = await openStore({ directory });
    keep(writer, [1, 2, 3], randomBytes(1_000));
    await writer.settle();
    const [name = ""] = filesIn(directory);
    const before = await openStore({ directory });
    truncateSync(join(directory, name), bytes);
    expect((await openStore({ directory })).find([1, 2, 3], 0)).toBeNull();
    expect(filesIn(directory)).toEqual([]);
    expect(await found(before, [1, 2, 3])).toBeNull();
  });

  it("are dropped when the file has vanished", async () => {
    const directory = temporaryFolder();
    const store = await openStore({ directory, memoryBytes: 0 });
    keep(store, [1, 2, 3], randomBytes(1_000));
    await store.settle();
    unlinkSync(join(directory, filesIn(directory)[0] ?? ""));
    expect(store.find([1, 2, 3], 0)).not.toBeNull();
    expect(await found(store, [1, 2, 3])).toBeNull();
    expect(store.find([1, 2, 3], 0)).toBeNull();
  });

  it("are not what a crash between writing and renaming has left", async () => {
    const directory = temporaryFolder();
    const writer = await openStore({ directory });
    keep(writer, [1, 2, 3], randomBytes(1_000));
    await writer.settle();
    const path = join(directory, filesIn(directory)[0] ?? "");
    copyFileSync(path, `${path}.0123456789ab.tmp`);
    unlinkSync(path);
    expect((await openStore({ directory })).find([1, 2, 3], 0)).toBeNull();
  });

  it("stay in memory when the disk refuses, and nobody hears of a failure", async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, "model-a"), "a file where the folder should be");
    const store = await openStore({ directory });
    keep(store, [1, 2, 3], Buffer.from("state"));
    await store.settle();
    expect(await found(store, [1, 2, 3])).toEqual(Buffer.from("state"));
  });

  it("are shared by two workers in one directory, whichever writes last", async () => {
    const directory = temporaryFolder();
    const [a, b] = [await openStore({ directory, memoryBytes: 0 }), await openStore({ directory, memoryBytes: 0 })];
    for (const store of [a, b]) {
      keep(store, tokensFrom(1, 5), Buffer.from("same"));
      keep(store, tokensFrom(store === a ? 100 : 200, 5), Buffer.from("own"));
    }
    await Promise.all([a.settle(), b.settle()]);
    expect(filesIn(directory)).toHaveLength(3);
    for (const store of [a, b]) expect(await found(store, tokensFrom(1, 5))).toEqual(Buffer.from("same"));
    expect(await found(await openStore({ directory }), tokensFrom(200, 5))).toEqual(Buffer.from("own"));
  });

  it("that are being written when all is forgotten leave no file", async () => {
    const directory = temporaryFolder();
    const store = await openStore({ directory });
    keep(store, [1], randomBytes(3_000_000));
    keep(store, [2], randomBytes(1_000));
    store.forget();
    await store.settle();
    expect(filesIn(directory)).toEqual([]);
  });

  it("of 70 MB come back whole", async () => {
    const directory = temporaryFolder();
    const store = await openStore({ directory, memoryBytes: 0 });
    const state = Buffer.alloc(70e6, "seventy million ");
    keep(store, tokensFrom(1, 8_000), state);
    await store.settle();
    const read = await found(await openStore({ directory }), tokensFrom(1, 8_000));
    expect(read?.equals(state)).toBe(true);
  });
});
