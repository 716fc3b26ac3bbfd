import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { LibraryChangesRig } from "../../../../support/library-changes-rig";
import { presets } from "../../../../support/gguf/presets";
import { splitModel } from "../../../../support/gguf/split-model";
import { writeTinyLlama } from "../../../../support/gguf/write-tiny-llama";

/** A second disk, in memory: no file of it can have a second name on the first. */
const memoryDisk = "/dev/shm";
const reason = isAnotherDisk() ? "" : ` (skipped: ${memoryDisk} is no disk of its own here)`;

function isAnotherDisk(): boolean {
  return existsSync(memoryDisk) && statSync(memoryDisk).dev !== statSync(tmpdir()).dev;
}

/** A model in two parts on the other disk. */
function splitOnAnotherDisk(): readonly string[] {
  const folder = mkdtempSync(join(memoryDisk, "tresor-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const whole = join(folder, "tiny.gguf");
  writeTinyLlama({ ...presets.tiny, path: whole });
  const parts = splitModel(whole, { parts: 2 });
  rmSync(whole);
  return parts;
}

const digestOf = (paths: readonly string[]) => {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(path));
  return `sha256:${hash.digest("hex")}`;
};

describe.skipIf(!isAnotherDisk())(`importing from another disk${reason}`, () => {
  it("copies all parts, whichever was named, and hashes them on the way", async () => {
    const rig = new LibraryChangesRig();
    const parts = splitOnAnotherDisk();
    const items = await rig.import(parts[1] ?? "");
    const digest = digestOf(parts);
    expect(items[0]).toMatchObject({ event: "progress" });
    expect(items.at(-1)).toMatchObject({ event: "done", reference: "tiny:f16", digest });
    expect(rig.library.resolve("tiny")).toMatchObject({
      digest,
      files: parts.map((part) => join(rig.own, basename(part))),
    });
    expect([rig.inspector.digested, parts.every(existsSync)]).toEqual([[], true]);
  });

  it("moves only what it has read back and found the same", async () => {
    const rig = new LibraryChangesRig();
    const parts = splitOnAnotherDisk();
    const digest = digestOf(parts);
    const { inspector } = rig;
    const read = inspector.digest.bind(inspector);
    inspector.digest = async () => `sha256:${"0".repeat(64)}`;
    await expect(rig.import(parts[0] ?? "", "move")).rejects.toMatchObject({ code: "model_rejected" });
    expect([readdirSync(rig.own), parts.every(existsSync)]).toEqual([[], true]);

    inspector.digest = read;
    expect((await rig.import(parts[0] ?? "", "move")).at(-1)).toMatchObject({ event: "done", digest });
    expect([readdirSync(rig.own), parts.some(existsSync)]).toEqual([parts.map((part) => basename(part)), false]);
  });

  it("names the part that is missing", async () => {
    const rig = new LibraryChangesRig();
    const [first = "", second = ""] = splitOnAnotherDisk();
    rmSync(second);
    await expect(rig.import(first)).rejects.toMatchObject({
      ...{ code: "model_rejected", message: expect.stringContaining(basename(second)) as string },
    });
  });
});

describe("a model in several files", () => {
  it("is removed whole", async () => {
    const rig = new LibraryChangesRig();
    writeTinyLlama({ ...presets.tiny, path: join(rig.own, "tiny.gguf") });
    splitModel(join(rig.own, "tiny.gguf"), { parts: 3 });
    rmSync(join(rig.own, "tiny.gguf"));
    await rig.library.rescan();
    expect(rig.library.resolve("tiny").files).toHaveLength(3);
    await rig.remover().remove({ reference: "tiny", force: false, client: "test" });
    expect(readdirSync(rig.own)).toEqual([]);
  });
});
