import { createHash } from "node:crypto";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ModelLibrary } from "../../../../../src/main/core/library/library";
import { librarySetting, named } from "../../../../support/library-setting";

/** Resolves when all models have their digest. */
async function digests(library: ModelLibrary): Promise<void> {
  await Promise.all(library.models().map(({ reference }) => library.digest(reference)));
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

const references = (library: ModelLibrary) => library.models().map(({ reference }) => reference);

describe("ModelLibrary", () => {
  it("is empty before the first scan and lists what lies in the folders after it", async () => {
    const { models, library } = librarySetting();
    writeFileSync(join(models, "zebra.Q8_0.gguf"), named("Zebra"));
    writeFileSync(join(models, "ape.gguf"), named("Ape"));
    expect(library.models()).toEqual([]);
    await library.rescan();
    expect(references(library)).toEqual(["ape:q8_0", "zebra:q8_0"]);
    expect(library.models()[1]).toMatchObject({
      path: join(models, "zebra.Q8_0.gguf"),
      displayName: "Zebra",
      sizeBytes: named("Zebra").length,
      quality: "full",
      demo: false,
    });
  });

  it("gives details and dimensions", async () => {
    const { models, library } = librarySetting();
    writeFileSync(join(models, "ape.gguf"), named("Ape"));
    await library.rescan();
    expect(await library.dimensions("ape")).toMatchObject({ layers: 2, keyValueHeads: [2, 2] });
    expect(await library.details("ape")).toMatchObject({
      reference: "ape:q8_0",
      template: null,
      tensorTypes: [{ type: "Q8_0" }, { type: "F32" }],
    });
    await expect(library.details("dog")).rejects.toMatchObject({ code: "model_not_found" });
  });

  it("refuses bad files with their reason and lists the good ones all the same", async () => {
    const { models, library } = librarySetting();
    writeFileSync(join(models, "bad.gguf"), "no model");
    writeFileSync(join(models, "good.gguf"), named("Good"));
    await library.rescan();
    expect(references(library)).toEqual(["good:q8_0"]);
    expect(library.rejected()).toEqual([
      { path: join(models, "bad.gguf"), reason: 'The file is not GGUF: it does not begin with "GGUF".' },
    ]);
    expect(() => library.resolve("bad")).toThrow(/not GGUF/);
  });

  it("serves the demo model only while there is no other and it is wanted", async () => {
    const all = librarySetting();
    const { models, library } = all;
    await library.rescan();
    expect(library.models()).toMatchObject([{ reference: "stories:q8_0", demo: true }]);
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    expect(library.models()).toMatchObject([{ reference: "own:q8_0", demo: false }]);
    rmSync(join(models, "own.gguf"));
    all.demo = false;
    await library.rescan();
    expect(library.models()).toEqual([]);
  });

  it("takes a missing folder for an empty one, and a folder named twice for one", async () => {
    const all = librarySetting();
    writeFileSync(join(all.models, "own.gguf"), named("Own"));
    writeFileSync(join(all.models, "bad.gguf"), "no model");
    all.folders = [join(all.root, "missing"), all.models, all.root];
    await all.library.rescan();
    expect(all.library.rejected()).toHaveLength(1);
    expect(references(all.library)).toEqual(["own:q8_0", "stories:q8_0"]);
  });

  it("computes digests in the background, the smallest first, and tells of each", async () => {
    const { models, inspector, library } = librarySetting();
    writeFileSync(join(models, "big.gguf"), Buffer.concat([named("Big"), Buffer.alloc(10_000)]));
    writeFileSync(join(models, "small.gguf"), named("Small"));
    let changes = 0;
    library.onChange(() => (changes += 1));
    await library.rescan();
    await digests(library);
    await expect.poll(() => changes, { timeout: 5_000 }).toBe(3);
    expect(library.models().map(({ digest }) => digest)).toEqual(
      ["big.gguf", "small.gguf"].map((name) => sha256(readFileSync(join(models, name)))),
    );
    expect(inspector.digested[0]).toBe(join(models, "small.gguf"));
    expect(inspector.digested).toHaveLength(2);
    expect(library.resolve(sha256(named("Small"))).reference).toBe("small:q8_0");
  });

  it("remembers what it knows across restarts, until a file changes", async () => {
    const first = librarySetting();
    const file = join(first.models, "own.gguf");
    writeFileSync(file, named("Own"));
    await first.library.rescan();
    await digests(first.library);
    const digest = first.library.models()[0]?.digest;
    await first.library.dispose();

    const second = librarySetting(first.root);
    await second.library.rescan();
    expect(second.library.models()[0]?.digest).toBe(digest);
    expect([...second.inspector.inspected, ...second.inspector.digested]).toEqual([]);

    writeFileSync(file, named("Other"));
    utimesSync(file, 1_000, 1_000);
    await second.library.rescan();
    expect(second.library.models()[0]?.displayName).toBe("Other");
    expect(second.inspector.inspected).toEqual([file]);
  });

  it("starts anew when its cache is damaged", async () => {
    const { root, models, library } = librarySetting();
    mkdirSync(join(root, "cache"));
    writeFileSync(join(root, "cache", "library.json"), '{"parserVersion":1,"files":[{"path":7}]}');
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    expect(references(library)).toEqual(["own:q8_0"]);
  });

  it("gives no digest for a file that changed while it was read", async () => {
    const { models, inspector, library } = librarySetting();
    const file = join(models, "own.gguf");
    writeFileSync(file, named("Own"));
    let changed = false;
    inspector.beforeDigest = async () => {
      if (!changed) appendFileSync(file, "more");
      changed = true;
    };
    await library.rescan();
    await expect(library.digest("own")).rejects.toThrow(/changed while it was read/);
    await library.rescan();
    expect(await library.digest("own")).toBe(sha256(readFileSync(file)));
  });

  it("makes one scan of many wishes while one runs, and that one sees what came before it", async () => {
    const { models, inspector, library } = librarySetting();
    writeFileSync(join(models, "one.gguf"), named("One"));
    const first = library.rescan();
    copyFileSync(join(models, "one.gguf"), join(models, "two.gguf"));
    const others = [library.rescan(), library.rescan(), library.rescan()];
    expect(new Set(others).size).toBe(1);
    await Promise.all([first, ...others]);
    expect(references(library)).toEqual(["one:q8_0", "two:q8_0"]);
    expect(inspector.inspected).toHaveLength(2);
  });

  it("tells of changes only", async () => {
    const all = librarySetting();
    const { models, library } = all;
    all.demo = false;
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    await digests(library);
    let changes = 0;
    const end = library.onChange(() => (changes += 1));
    await library.rescan();
    expect(changes).toBe(0);
    rmSync(join(models, "own.gguf"));
    await library.rescan();
    expect(changes).toBe(1);
    end();
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    expect(changes).toBe(1);
  });

  it("ends the inspector with itself, and does nothing afterwards", async () => {
    const { models, inspector, library } = librarySetting();
    await library.dispose();
    expect(inspector.disposed).toBe(true);
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    expect(library.models()).toEqual([]);
  });
});
