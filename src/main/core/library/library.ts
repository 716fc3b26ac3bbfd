import { stat } from "node:fs/promises";
import { TresorError } from "../../../shared/errors";
import type { Model, ModelDetails, RejectedFile } from "../../../shared/shapes/model";
import { Emitter } from "../kernel/emitter";
import type { Logger } from "../kernel/logger";
import { DigestQueue } from "./digest-queue";
import { FolderWatch } from "./folder-watch";
import { InspectionCache } from "./inspection-cache";
import type { Inspector } from "./inspector";
import type { Library, ModelDimensions } from "./library-port";
import { emptyShelf, shelve, type Shelf, type ShelvedModel } from "./shelf";
import { resolveReference } from "./resolve-reference";
import { scanFolder, type FoundFile } from "./scan-folder";

export interface ModelLibraryOptions {
  /** In order of precedence; read at each rescan, since the user may change them. */
  readonly folders: () => readonly string[];
  /** Where the demo model lies; null: none. */
  readonly demoDirectory: string | null;
  /** Whether the demo model serves while there is no other; read at each rescan. */
  readonly demo: () => boolean;
  readonly cacheFile: string;
  /** Owned by the library from here on. */
  readonly inspector: Inspector;
  readonly logger: Logger;
}

interface Finds {
  /** Files that were accepted; what they hold is in the cache. */
  readonly accepted: FoundFile[];
  readonly rejected: RejectedFile[];
  readonly folders: string[];
}

/** The Library port over the models folders. Empty until the first `rescan`; later ones follow by themselves when a folder changes. */
export class ModelLibrary implements Library {
  readonly #options: ModelLibraryOptions;
  readonly #cache: InspectionCache;
  readonly #digests: DigestQueue;
  readonly #watch: FolderWatch;
  readonly #changes: Emitter<void>;
  #shelf: Shelf = emptyShelf;
  #scanning: Promise<void> | null = null;
  #nextScan: Promise<void> | null = null;
  #cacheLoaded: Promise<void> | null = null;
  #disposed = false;

  constructor(options: ModelLibraryOptions) {
    const { inspector, logger } = options;
    this.#options = options;
    this.#cache = new InspectionCache(options.cacheFile);
    this.#digests = new DigestQueue(inspector, (file, digest) => this.#keepDigest(file, digest), logger);
    this.#watch = new FolderWatch(() => this.#rescanSoon(), logger);
    this.#changes = new Emitter<void>((error) => logger.error({ error }, "a listener of the library failed"));
  }

  models(): readonly Model[] {
    return this.#shelf.models.map(({ model }) => model);
  }

  rejected(): readonly RejectedFile[] {
    return this.#shelf.rejected;
  }

  resolve(reference: string): Model {
    return this.#find(reference).model;
  }

  async details(reference: string): Promise<ModelDetails> {
    const { model, inspection } = this.#find(reference);
    const { template, metadata, tensorTypes } = inspection;
    return { ...model, template, metadata, tensorTypes };
  }

  async digest(reference: string): Promise<string> {
    const { model, file } = this.#find(reference);
    return model.digest ?? (await this.#digests.digest(file));
  }

  async dimensions(reference: string): Promise<ModelDimensions> {
    return this.#find(reference).inspection.dimensions;
  }

  /** While one scan runs, all further calls share the one that follows it. */
  rescan(): Promise<void> {
    if (this.#disposed) return Promise.resolve();
    if (this.#scanning === null) {
      this.#scanning = this.#scan().finally(() => (this.#scanning = null));
      return this.#scanning;
    }
    this.#nextScan ??= this.#scanning
      .catch(() => undefined)
      .then(() => {
        this.#nextScan = null;
        return this.rescan();
      });
    return this.#nextScan;
  }

  onChange(listener: () => void): () => void {
    return this.#changes.on(listener);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#watch.dispose();
    this.#digests.dispose();
    await this.#options.inspector.dispose();
    await this.#scanning?.catch(() => undefined);
    await this.#cache.settled();
  }

  #find(reference: string): ShelvedModel {
    const model = resolveReference(reference, this.models(), this.#shelf.rejected);
    const shelved = this.#shelf.models.find((candidate) => candidate.model === model);
    if (shelved === undefined) throw new TresorError("internal", "The library lost a model while it looked for it.");
    return shelved;
  }

  async #scan(): Promise<void> {
    await (this.#cacheLoaded ??= this.#cache.load());
    const { folders, demo, demoDirectory } = this.#options;
    const own = await this.#look(folders());
    const usesDemo = demo() && demoDirectory !== null && own.accepted.length === 0;
    const { accepted, rejected } = usesDemo ? await this.#look([demoDirectory]) : own;
    if (this.#disposed) return;
    this.#cache.keep(accepted);
    const inspected = accepted.flatMap((file) => {
      const known = this.#cache.find(file);
      return known === null ? [] : [{ file, ...known }];
    });
    this.#show(shelve(inspected, usesDemo ? [...own.rejected, ...rejected] : rejected, usesDemo));
    this.#watch.follow(own.folders);
    this.#digests.want(inspected.filter(({ digest }) => digest === null).map(({ file }) => file));
    await this.#save();
  }

  async #look(folders: readonly string[]): Promise<Finds> {
    const finds: Finds = { accepted: [], rejected: [], folders: [] };
    const seen = new Set<string>();
    for (const folder of folders) {
      const contents = await scanFolder(folder);
      finds.folders.push(...contents.folders);
      finds.rejected.push(...contents.refused);
      for (const file of contents.files) {
        if (seen.has(file.realPath)) continue;
        seen.add(file.realPath);
        await this.#inspect(file, finds);
      }
    }
    return finds;
  }

  /** A refusal is not remembered: a slow disk or a copy under way may have caused it. */
  async #inspect(file: FoundFile, finds: Finds): Promise<void> {
    try {
      if (this.#cache.find(file) === null) {
        this.#cache.remember(file, { inspection: await this.#options.inspector.inspect(file.realPath), digest: null });
      }
      finds.accepted.push(file);
    } catch (error) {
      finds.rejected.push({ path: file.path, reason: TresorError.from(error).message });
    }
  }

  #show(shelf: Shelf): void {
    const before = this.#shelf;
    this.#shelf = shelf;
    if (JSON.stringify(before) !== JSON.stringify(shelf)) this.#changes.emit();
  }

  async #keepDigest(file: FoundFile, digest: string): Promise<void> {
    const status = await stat(file.realPath).catch(() => null);
    if (status?.size !== file.sizeBytes || status.mtimeMs !== file.modifiedMilliseconds) {
      this.#rescanSoon();
      throw new TresorError("model_rejected", `The file ${file.path} changed while it was read; try again.`);
    }
    const known = this.#cache.find(file);
    if (known === null) return;
    this.#cache.remember(file, { ...known, digest });
    const models = this.#shelf.models.map((shelved) =>
      shelved.file.realPath === file.realPath ? { ...shelved, model: { ...shelved.model, digest } } : shelved,
    );
    this.#show({ ...this.#shelf, models });
    await this.#save();
  }

  /** The cache saves time only: a full disk is worth a line in the log, no more. */
  async #save(): Promise<void> {
    await this.#cache.save().catch((error: unknown) => this.#report(error));
  }

  #rescanSoon(): void {
    this.rescan().catch((error: unknown) => this.#report(error));
  }

  #report(error: unknown): void {
    if (!this.#disposed) this.#options.logger.warn({ error }, "the library is behind its folders");
  }
}
