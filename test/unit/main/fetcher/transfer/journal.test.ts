import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSameFile, readJournal, writeJournal } from "../../../../../src/main/fetcher/transfer/journal";
import { giveName, PartFile } from "../../../../../src/main/fetcher/transfer/part-file";
import { temporaryFolder } from "../../../../support/temporary-folder";

const identity = { sizeBytes: 10, sha256: "a".repeat(64), etag: null };
const never = (reason: string) => {
  throw new Error(reason);
};

describe("a part and its journal", () => {
  it("go on where a checkpoint was made", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    const part = await PartFile.open(path, identity, never);
    await part.write(Buffer.from("cde"), 2);
    await part.checkpoint();
    await part.write(Buffer.from("fg"), 5);
    expect(part.ranges).toEqual([{ start: 2, end: 7 }]);
    // As a killed process leaves it: nothing is closed, nothing more is written down.
    const next = await PartFile.open(path, identity, never);
    expect(next.ranges).toEqual([{ start: 2, end: 5 }]);
    await Promise.all([part.close(), next.close()]);
  });

  it("start over for another version of the file, and say so", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    const part = await PartFile.open(path, identity, never);
    await part.write(Buffer.from("abc"), 0);
    await part.checkpoint();
    await part.close();
    const reasons: string[] = [];
    const next = await PartFile.open(path, { ...identity, sha256: "b".repeat(64) }, (reason) => reasons.push(reason));
    expect(next.ranges).toEqual([]);
    expect(reasons).toHaveLength(1);
    await next.close();
  });

  it("are believed only as far as the part reaches", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    const part = await PartFile.open(path, identity, never);
    await part.write(Buffer.from("abcdef"), 0);
    await part.checkpoint();
    await part.close();
    expect(await readJournal(path)).toMatchObject({ ranges: [{ start: 0, end: 6 }] });
    truncateSync(`${path}.part`, 5);
    expect(await readJournal(path)).toBeNull();
  });

  it("are not believed when they cannot be read", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    writeFileSync(`${path}.part`, "abc");
    for (const text of ["", "{}", "[1]", '{"version":2}']) {
      writeFileSync(`${path}.part.json`, text);
      expect(await readJournal(path)).toBeNull();
    }
  });

  it("give way to the file, with what a kill left half written", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "story.gguf");
    const part = await PartFile.open(path, identity, never);
    await part.write(Buffer.from("abcdefghij"), 0);
    await part.markVerified("a".repeat(64));
    await part.close();
    expect((await readJournal(path))?.verified).toBe("a".repeat(64));
    writeFileSync(`${path}.part.json.0123456789ab.tmp`, "{");
    await giveName(path);
    expect(readdirSync(folder)).toEqual(["story.gguf"]);
    expect(readFileSync(path, "utf8")).toBe("abcdefghij");
  });

  it("forget what had come when they start over", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    const part = await PartFile.open(path, identity, never);
    await part.write(Buffer.from("abc"), 0);
    await part.startOver({ ...identity, sizeBytes: 4 });
    expect(part.ranges).toEqual([]);
    await part.write(Buffer.from("d"), 3);
    await part.checkpoint();
    await part.close();
    expect(await readJournal(path)).toMatchObject({ sizeBytes: 4, ranges: [{ start: 3, end: 4 }] });
  });

  it("can be written without a part, and then count for nothing", async () => {
    const path = join(temporaryFolder(), "story.gguf");
    await writeJournal(path, identity, { ranges: [{ start: 0, end: 3 }], verified: null });
    expect(await readJournal(path)).toBeNull();
  });
});

describe("isSameFile", () => {
  const base = { sizeBytes: 10, sha256: null, etag: null };
  it.each([
    [{ ...base, sha256: "a" }, { ...base, sha256: "a", etag: "x" }, true],
    [{ ...base, sha256: "a" }, { ...base, sha256: "b" }, false],
    [{ ...base, sha256: "a", etag: "x" }, { ...base, etag: "x" }, false],
    [{ ...base, etag: "x" }, { ...base, etag: "x" }, true],
    [{ ...base, etag: "x" }, { ...base, etag: "x", sizeBytes: 11 }, false],
    [base, base, false],
  ])("%j and %j: %s", (one, other, same) => {
    expect(isSameFile(one, other)).toBe(same);
  });
});
