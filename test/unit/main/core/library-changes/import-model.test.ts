import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LibraryChangesRig, modelBytes } from "../../../../support/library-changes-rig";

const sha256 = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe("importing a file", () => {
  it("gives it a second name in Tresor's folder, and tells reference, digest and path", async () => {
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.elsewhere, "Story.Q8_0.gguf");
    const path = join(rig.own, "Story.Q8_0.gguf");
    expect((await rig.import(source)).at(-1)).toEqual({
      ...{ event: "done", reference: "Story:q8_0", digest: sha256(readFileSync(source)), path },
    });
    expect(statSync(path).ino).toBe(statSync(source).ino);
    expect(rig.library.resolve("story").path).toBe(path);
  });

  it("moves it on request", async () => {
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.elsewhere, "story.gguf");
    expect((await rig.import(source, "move")).at(-1)).toMatchObject({ reference: "story:q8_0" });
    expect([existsSync(source), readdirSync(rig.own)]).toEqual([false, ["story.gguf"]]);
  });

  it("moves a model from the user's folder, and its reference stays", async () => {
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.theirs, "story.gguf");
    await rig.library.rescan();
    expect((await rig.import(source, "move")).at(-1)).toMatchObject({
      ...{ reference: "story:q8_0", path: join(rig.own, "story.gguf") },
    });
    expect(rig.library.models()).toHaveLength(1);
  });

  it("never replaces a file: a name that is taken gets a number", async () => {
    const rig = new LibraryChangesRig();
    const taken = rig.write(rig.own, "Story.Q8_0.gguf", modelBytes("another"));
    const dangling = join(rig.own, "Story-2.Q8_0.gguf");
    symlinkSync("/nowhere", dangling);
    const source = rig.write(rig.elsewhere, "Story.Q8_0.gguf");
    expect((await rig.import(source)).at(-1)).toMatchObject({
      ...{ reference: "Story-3:q8_0", path: join(rig.own, "Story-3.Q8_0.gguf") },
    });
    expect(readFileSync(taken)).toEqual(modelBytes("another"));
  });

  it("answers with what is there already: the same file, and the same content under another name", async () => {
    const rig = new LibraryChangesRig();
    const listed = rig.write(rig.theirs, "story.gguf");
    const copy = rig.write(rig.elsewhere, "copy.gguf", readFileSync(listed));
    await rig.library.rescan();
    for (const path of [listed, copy]) {
      expect((await rig.import(path)).at(-1)).toMatchObject({ reference: "story:q8_0", path: listed });
    }
    expect((await rig.import(copy, "move")).at(-1)).toMatchObject({ path: listed });
    expect([existsSync(copy), readdirSync(rig.own)]).toEqual([true, []]);
  });

  it("follows a link to the content, and moves no link", async () => {
    const rig = new LibraryChangesRig();
    const blob = rig.write(rig.elsewhere, "blob");
    const link = join(rig.elsewhere, "story.gguf");
    symlinkSync(blob, link);
    await expect(rig.import(link, "move")).rejects.toThrow(refused("invalid_request"));
    expect((await rig.import(link)).at(-1)).toMatchObject({ path: join(rig.own, "story.gguf") });
    expect(statSync(join(rig.own, "story.gguf")).ino).toBe(statSync(blob).ino);
  });

  it("removes what an import left behind that was ended on the way", async () => {
    const rig = new LibraryChangesRig();
    writeFileSync(join(rig.own, ".tresor-import-0a1b-0.part"), "half");
    await rig.import(rig.write(rig.elsewhere, "story.gguf"));
    expect(readdirSync(rig.own)).toEqual(["story.gguf"]);
  });

  it("imports many at the same time under names of their own", async () => {
    const rig = new LibraryChangesRig();
    const sources = Array.from({ length: 8 }, (_, index) =>
      rig.write(join(rig.elsewhere, String(index)), "story.gguf", modelBytes(`story ${index}`)),
    );
    await Promise.all(sources.map((source) => rig.import(source)));
    expect(readdirSync(rig.own)).toHaveLength(8);
    expect(new Set(rig.library.models().map(({ displayName }) => displayName)).size).toBe(8);
  });
});

describe("what is not imported", () => {
  it.each([
    ["a file that is no GGUF", "bad.gguf", "model_rejected"],
    ["a file that is not there", "none.gguf", "model_rejected"],
    ["a model of which a part is missing", "half-00001-of-00002.gguf", "model_rejected"],
    ["a folder", "folder", "invalid_request"],
    ["a folder of safetensors", "tensors", "unsupported"],
  ])("%s", async (_, name, code) => {
    const rig = new LibraryChangesRig();
    writeFileSync(join(rig.elsewhere, "bad.gguf"), "not a model");
    rig.write(rig.elsewhere, "half-00001-of-00002.gguf");
    mkdirSync(join(rig.elsewhere, "folder"));
    mkdirSync(join(rig.elsewhere, "tensors"));
    writeFileSync(join(rig.elsewhere, "tensors", "model.safetensors"), "");
    for (const mode of ["link", "move"] as const) {
      await expect(rig.import(join(rig.elsewhere, name), mode)).rejects.toThrow(refused(code));
    }
    expect([readdirSync(rig.own), existsSync(join(rig.elsewhere, "bad.gguf"))]).toEqual([[], true]);
  });

  it("a path that means another file to each reader", async () => {
    await expect(new LibraryChangesRig().import("story.gguf")).rejects.toThrow(refused("invalid_request"));
  });

  it("what the library then does not list, such as a vision projector", async () => {
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.elsewhere, "mmproj-story.gguf");
    await expect(rig.import(source, "move")).rejects.toThrow(refused("model_rejected"));
    expect([readdirSync(rig.own), existsSync(source)]).toEqual([[], true]);
  });

  it("anything once the caller is gone", async () => {
    const rig = new LibraryChangesRig();
    const stopped = AbortSignal.abort();
    const items = rig.importer.import({ path: rig.write(rig.elsewhere, "story.gguf"), mode: "move" }, stopped);
    await expect(items.next()).rejects.toThrow(refused("cancelled"));
    expect([readdirSync(rig.own), readdirSync(rig.elsewhere)]).toEqual([[], ["story.gguf"]]);
  });

  it("a file that cannot be taken away, when it is to be moved", async () => {
    if (process.getuid?.() === 0) return;
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.elsewhere, "story.gguf");
    await chmod(rig.elsewhere, 0o500);
    await expect(rig.import(source, "move")).rejects.toThrow(refused("not_allowed"));
    await chmod(rig.elsewhere, 0o700);
    expect(readdirSync(rig.own)).toEqual([]);
  });
});

describe("a hard link that is there already", () => {
  it("is the same content", async () => {
    const rig = new LibraryChangesRig();
    const source = rig.write(rig.elsewhere, "story.gguf");
    linkSync(source, join(rig.own, "other.gguf"));
    await rig.library.rescan();
    expect((await rig.import(source)).at(-1)).toMatchObject({ path: join(rig.own, "other.gguf") });
  });
});
