import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ModelLibrary } from "../../../../../src/main/core/library/library";
import { TresorError } from "../../../../../src/shared/errors";
import { librarySetting, named } from "../../../../support/library-setting";

const fileCount = 5_000;

describe("a folder of 5,000 files", () => {
  it("is listed from the cache without reading one again", async () => {
    const first = librarySetting();
    first.demo = false;
    writeFileSync(join(first.root, "model"), named("Many"));
    for (let index = 0; index < fileCount; index++) {
      const folder = join(first.models, `publisher-${index % 50}`);
      if (index < 50) mkdirSync(folder);
      linkSync(join(first.root, "model"), join(folder, `model-${index}.gguf`));
    }
    await first.library.rescan();
    expect(first.library.models()).toHaveLength(fileCount);
    await first.library.dispose();
    const second = librarySetting(first.root);
    second.demo = false;
    await second.library.rescan();
    const references = (library: ModelLibrary) => library.models().map(({ reference }) => reference);
    expect(references(second.library)).toEqual(references(first.library));
    expect(second.inspector.inspected).toEqual([]);
  }, 120_000);
});

describe("a bad folder", () => {
  it("may hold pipes, dead links and names of any characters", async () => {
    const { models, library } = librarySetting();
    execFileSync("mkfifo", [join(models, "pipe.gguf")]);
    symlinkSync(join(models, "pipe.gguf"), join(models, "link-to-pipe.gguf"));
    symlinkSync(join(models, "nowhere"), join(models, "dead.gguf"));
    writeFileSync(join(models, "line\nbreak \u001b[31m🙂.gguf"), named("Strange"));
    await library.rescan();
    expect(library.models()).toMatchObject([{ reference: "line-break-31m:q8_0", displayName: "Strange" }]);
    expect(library.resolve("line-break-31m").path).toBe(join(models, "line\nbreak \u001b[31m🙂.gguf"));
    expect(library.rejected()).toEqual([
      { path: join(models, "dead.gguf"), reason: "The file is gone, or a link to it leads nowhere." },
    ]);
  });

  it("may vanish and come back, and nothing is computed twice", async () => {
    const { root, models, inspector, library } = librarySetting();
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    const digest = await library.digest("own");
    renameSync(models, join(root, "elsewhere"));
    await expect.poll(() => library.models(), { timeout: 10_000 }).toMatchObject([{ demo: true }]);
    renameSync(join(root, "elsewhere"), models);
    await expect.poll(() => library.models(), { timeout: 10_000 }).toMatchObject([{ reference: "own:q8_0", digest }]);
    expect(inspector.inspected.filter((path) => path.includes("own"))).toHaveLength(1);
  });

  it("does not keep the cache from being used in memory when it cannot be written", async () => {
    const { root, models, library } = librarySetting();
    mkdirSync(join(root, "cache", "library.json"), { recursive: true });
    writeFileSync(join(models, "own.gguf"), named("Own"));
    await library.rescan();
    const digest = await library.digest("own");
    await library.rescan();
    expect(library.models()).toMatchObject([{ reference: "own:q8_0", digest }]);
  });

  it("is left alone after three files that took too long, and the next folder is read all the same", async () => {
    const all = librarySetting();
    const slow = join(all.root, "slow");
    mkdirSync(slow);
    for (let index = 0; index < 9; index++) writeFileSync(join(slow, `slow-${index}.gguf`), named("Slow"));
    writeFileSync(join(all.models, "own.gguf"), named("Own"));
    all.folders = [slow, all.models];
    const { inspector, library } = all;
    const inspect = inspector.inspect.bind(inspector);
    inspector.inspect = async (paths, stem) => {
      const inspection = await inspect(paths, stem);
      if (stem.startsWith("slow")) throw new TresorError("model_rejected", "It took too long.", { timedOut: true });
      return inspection;
    };
    await library.rescan();
    expect(library.models()).toMatchObject([{ reference: "own:q8_0" }]);
    expect(inspector.inspected).toHaveLength(4);
    expect(library.rejected()).toHaveLength(9);
    expect(library.rejected().at(-1)?.reason).toMatch(/answers too slowly/);
  });
});
