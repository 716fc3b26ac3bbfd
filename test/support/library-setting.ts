import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { ModelsFolder } from "../../src/main/core/library/found-model";
import { ModelLibrary } from "../../src/main/core/library/library";
import { FakeInspector } from "../fakes/fake-inspector";
import { text } from "./gguf/gguf-bytes";
import { plainFile } from "./gguf/plain-models";
import { temporaryFolder } from "./temporary-folder";

export interface LibrarySetting {
  readonly root: string;
  readonly models: string;
  readonly inspector: FakeInspector;
  readonly library: ModelLibrary;
  demo: boolean;
  folders: readonly string[];
  otherPrograms: readonly ModelsFolder[];
  aliases: Readonly<Record<string, readonly string[]>>;
}

/** A library over one empty folder, with a demo model beside it. Call it within a test. */
export function librarySetting(root = temporaryFolder()): LibrarySetting {
  const models = join(root, "models");
  const demoDirectory = join(root, "demo");
  mkdirSync(models, { recursive: true });
  mkdirSync(demoDirectory, { recursive: true });
  writeFileSync(join(demoDirectory, "stories.gguf"), named("Stories"));
  const inspector = new FakeInspector();
  const all = {
    root,
    models,
    inspector,
    demo: true,
    folders: [models] as readonly string[],
    otherPrograms: [] as readonly ModelsFolder[],
    aliases: {} as LibrarySetting["aliases"],
  };
  const library = new ModelLibrary({
    folders: () => all.folders,
    otherPrograms: () => all.otherPrograms,
    demoDirectory,
    demo: () => all.demo,
    aliasesOf: (reference) => all.aliases[reference] ?? [],
    cacheFile: join(root, "cache", "library.json"),
    inspector,
    logger: pino({ level: "silent" }),
  });
  onTestFinished(() => library.dispose());
  return Object.assign(all, { library });
}

/** A small well-formed model of that name. */
export function named(name: string): Buffer {
  return plainFile({ metadata: { "general.name": text(name) } });
}
