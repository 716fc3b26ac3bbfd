import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { InspectorClient } from "../../src/main/core/library/inspector-client";
import { ModelLibrary } from "../../src/main/core/library/library";
import { builtFiles } from "../support/built-files";
import { hostileFiles } from "../support/gguf/hostile";
import { presets } from "../support/gguf/presets";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { temporaryFolder } from "../support/temporary-folder";

const demoDirectory = join(import.meta.dirname, "..", "..", "resources", "models");

function libraryIn(root: string): { library: ModelLibrary; models: string } {
  const models = join(root, "models");
  mkdirSync(models, { recursive: true });
  const library = new ModelLibrary({
    folders: () => [models],
    demoDirectory,
    demo: () => true,
    cacheFile: join(root, "cache", "library.json"),
    inspector: new InspectorClient(builtFiles()),
    logger: pino({ level: "silent" }),
  });
  onTestFinished(() => library.dispose());
  return { library, models };
}

function nextChange(library: ModelLibrary): Promise<void> {
  return new Promise((resolve) => {
    const end = library.onChange(() => {
      end();
      resolve();
    });
  });
}

describe("the library over real processes", () => {
  it("serves the demo model from the repository", async () => {
    const { library } = libraryIn(temporaryFolder());
    await library.rescan();
    expect(library.models()).toMatchObject([
      { reference: "stories260K:f32", demo: true, quality: "full", parameters: 292_800, architecture: "llama" },
    ]);
    expect(await library.digest("stories260K")).toBe(
      "sha256:270cba1bd5109f42d03350f60406024560464db173c0e387d91f0426d3bd256d",
    );
  });

  it("lists generated models among hostile files", async () => {
    const { library, models } = libraryIn(temporaryFolder());
    writeTinyLlama({ ...presets.tiny, path: join(models, "tiny.gguf") });
    writeTinyLlama({ ...presets.tiny, type: "Q8_0", path: join(models, "tiny.Q8_0.gguf") });
    hostileFiles.forEach(({ bytes }, index) => writeFileSync(join(models, `hostile-${index}.gguf`), bytes));
    await library.rescan();
    expect(library.models()).toMatchObject([
      { reference: "tiny:f16", quality: "full", capabilities: ["completion", "chat"], demo: false },
      { reference: "tiny:q8_0", quality: "full", displayName: "Tiny 1M" },
    ]);
    expect(library.rejected()).toHaveLength(hostileFiles.length);
  });

  it("sees by itself when a model is put into a folder", async () => {
    const root = temporaryFolder();
    const { library, models } = libraryIn(root);
    await library.rescan();
    await library.digest("stories260K");
    const outside = join(root, "new.gguf");
    copyFileSync(join(demoDirectory, "stories260K.gguf"), outside);
    const changed = nextChange(library);
    renameSync(outside, join(models, "new.gguf"));
    await changed;
    expect(library.models()).toMatchObject([{ reference: "new:f32", demo: false }]);
  });
});

describe("the generator", () => {
  it("writes models of the promised sizes", () => {
    const path = join(temporaryFolder(), "model.gguf");
    expect(writeTinyLlama({ ...presets.tiny, path }) / 1e6).toBeCloseTo(1, 0);
    expect(writeTinyLlama({ ...presets.forty, path }) / 4e7).toBeCloseTo(1, 1);
    expect(statSync(path).size % 32).toBe(0);
  });
});

describe("an inspector process without its parent", () => {
  it("ends when the channel closes", async () => {
    const child = fork(builtFiles().inspectorScript);
    await once(child, "message");
    const exit = once(child, "exit");
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });
});
