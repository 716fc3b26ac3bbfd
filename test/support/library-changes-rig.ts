import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { AliasBook } from "../../src/main/core/aliases/alias-book";
import { AliasedLibrary } from "../../src/main/core/aliases/aliased-library";
import { ModelImporter, type ImportWish } from "../../src/main/core/library-changes/import-model";
import { ModelRemover, type RemoverOptions } from "../../src/main/core/library-changes/remove-model";
import { ModelLibrary } from "../../src/main/core/library/library";
import { TresorError } from "../../src/shared/errors";
import type { ImportItem } from "../../src/shared/shapes/download";
import type { Resident } from "../../src/shared/shapes/resident";
import { FakeInspector } from "../fakes/fake-inspector";
import { text } from "./gguf/gguf-bytes";
import { plainFile } from "./gguf/plain-models";
import { settingsInMemory } from "./settings-in-memory";
import { temporaryFolder } from "./temporary-folder";

/** The bytes of a small model of this name. */
export function modelBytes(name: string): Buffer {
  return plainFile({ metadata: { "general.name": text(name) } });
}

/** The library over real folders, with what changes it; residents are the test's. Call it within a test. */
export class LibraryChangesRig {
  readonly root = temporaryFolder();
  /** Tresor's own models folder. */
  readonly own = join(this.root, "data", "models");
  /** A models folder of the user's. */
  readonly theirs = join(this.root, "theirs");
  /** A folder that is no models folder. */
  readonly elsewhere = join(this.root, "elsewhere");
  readonly inspector = new FakeInspector();
  readonly settings = settingsInMemory();
  readonly residents = new Map<string, Resident>();
  readonly left: string[] = [];
  readonly library: AliasedLibrary;
  readonly aliases: AliasBook;
  readonly importer: ModelImporter;

  constructor() {
    for (const folder of [this.own, this.theirs, this.elsewhere]) mkdirSync(folder, { recursive: true });
    const models = new ModelLibrary({
      ownFolder: this.own,
      folders: () => [this.theirs],
      demoDirectory: null,
      demo: () => false,
      cacheFile: join(this.root, "cache.json"),
      inspector: this.inspector,
      logger: pino({ level: "silent" }),
    });
    this.library = new AliasedLibrary(models, {
      targets: () => this.settings.read().aliases,
      circumstances: () => ({ pinned: [], resident: [], memoryLimitBytes: Infinity }),
    });
    onTestFinished(() => this.library.dispose());
    this.aliases = new AliasBook({ library: this.library, settings: this.settings, onChanged: () => undefined });
    this.importer = new ModelImporter({
      library: this.library,
      directory: this.own,
      inspector: this.inspector,
    });
  }

  /** Writes a model and tells its path. */
  write(folder: string, name: string, bytes = modelBytes(name)): string {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  }

  async import(path: string, mode: ImportWish["mode"] = "link"): Promise<readonly ImportItem[]> {
    const items: ImportItem[] = [];
    const { signal } = new AbortController();
    for await (const item of this.importer.import({ path, mode }, signal)) items.push(item);
    return items;
  }

  remover(options: Partial<RemoverOptions> = {}): ModelRemover {
    return new ModelRemover({
      library: this.library,
      aliases: this.aliases,
      residency: {
        find: (reference) => this.residents.get(reference),
        unload: (reference, reason) => this.#leave(reference, reason),
        unpin: (reference) => this.#unpin(reference),
      },
      pinned: () => this.settings.read().pinned,
      folders: () => [this.own, this.theirs],
      ...options,
    });
  }

  async #leave(reference: string, reason: string): Promise<Resident> {
    const resident = this.residents.get(reference);
    if (resident === undefined) throw new TresorError("not_resident", "It is not resident.");
    this.residents.delete(reference);
    this.left.push(`${reference}: ${reason}`);
    return resident;
  }

  async #unpin(reference: string): Promise<Resident> {
    const { pinned } = this.settings.read();
    this.settings.update({ pinned: pinned.filter((one) => one !== reference) });
    const resident = this.residents.get(reference);
    if (resident === undefined) throw new TresorError("not_resident", "It is not resident.");
    return resident;
  }
}
