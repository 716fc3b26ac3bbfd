import { stat } from "node:fs/promises";
import { TresorError } from "../../../shared/errors";
import type { Model, ModelDetails, RejectedFile } from "../../../shared/shapes/model";
import { Emitter } from "../kernel/emitter";
import type { Logger } from "../kernel/logger";
import { DigestQueue } from "./digest-queue";
import { findModel } from "./find-model";
import { FolderSurvey } from "./folder-survey";
import { FolderWatch } from "./folder-watch";
import { keyOf, type FoundModel, type ModelsFolder, type Provenance } from "./found-model";
import { InspectionCache } from "./inspection-cache";
import type { Inspector } from "./inspector";
import { Intake, type Taken } from "./intake";
import { listFolder } from "./layouts/list-folder";
import type { Library, ModelDimensions } from "./library-port";
import { Pace } from "./pace";
import { resolveReference } from "./resolve-reference";
import { SecondLook } from "./second-look";
import { emptyShelf, shelve, type Shelf, type ShelvedModel } from "./shelf";

export interface ModelLibraryOptions {
  /** The data directory's own; goes before all others. */
  readonly ownFolder?: string;
  /** What the user named, in order of precedence; read at each rescan, since the user may change them. */
  readonly folders: () => readonly string[];
  /** Folders of other programs, used in place; read at each rescan. Default: none. */
  readonly otherPrograms?: () => readonly ModelsFolder[];
  /** Where the demo model lies; null: none. */
  readonly demoDirectory: string | null;
  /** Whether the demo model serves while there is no other; read at each rescan. */
  readonly demo: () => boolean;
  /** Names that lead to a reference; read at each rescan. Default: none. */
  readonly aliasesOf?: (reference: string) => readonly string[];
  readonly cacheFile: string;
  /** Owned by the library from here on. */
  readonly inspector: Inspector;
  readonly logger: Logger;
}

/** Each event carries the whole list, so the longer it is the rarer they are: 5,000 models go out every ten seconds. */
const newsMilliseconds = 500;
const newsMillisecondsPerModel = 2;
const saveMilliseconds = 2_000;

/** The Library port over the models folders. Empty until the first `rescan`; later ones follow by themselves when a folder changes. */
export class ModelLibrary implements Library {
  readonly #options: ModelLibraryOptions;
  readonly #cache: InspectionCache;
  readonly #intake: Intake;
  readonly #survey: FolderSurvey;
  readonly #digests: DigestQueue;
  readonly #watch: FolderWatch;
  readonly #secondLook: SecondLook;
  readonly #changes: Emitter<void>;
  readonly #news: Pace;
  readonly #saves: Pace;
  readonly #progress = new Map<string, number>();
  #shelf: Shelf = emptyShelf;
  #scanning: Promise<void> | null = null;
  #nextScan: Promise<void> | null = null;
  #cacheLoaded: Promise<void> | null = null;
  #disposed = false;

  constructor(options: ModelLibraryOptions) {
    const { inspector, logger } = options;
    this.#options = options;
    this.#cache = new InspectionCache(options.cacheFile);
    this.#intake = new Intake(this.#cache, inspector);
    this.#survey = new FolderSurvey(listFolder, () => this.#rescanSoon());
    this.#digests = new DigestQueue({
      inspector,
      onDigest: (model, digest) => this.#keepDigest(model, digest),
      onProgress: (model, progress) => this.#keepProgress(model, progress),
      logger,
    });
    this.#watch = new FolderWatch(() => this.#rescanSoon(), logger);
    this.#secondLook = new SecondLook(() => this.#rescanSoon());
    this.#changes = new Emitter<void>((error) => logger.error({ error }, "a listener of the library failed"));
    this.#news = new Pace(
      () => this.#changes.emit(),
      () => Math.max(newsMilliseconds, this.#shelf.models.length * newsMillisecondsPerModel),
    );
    this.#saves = new Pace(
      () => void this.#save(),
      () => saveMilliseconds,
    );
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
    const { model, found } = this.#find(reference);
    return model.digest ?? (await this.#digests.digest(found));
  }

  async dimensions(reference: string): Promise<ModelDimensions> {
    return this.#find(reference).inspection.dimensions;
  }

  async learn(path: string, digest: string | null, provenance: Provenance | null): Promise<void> {
    await this.#loadCache();
    const found = await findModel(path);
    if (found !== null) {
      this.#cache.learn(found, { ...(digest && { digest }), ...(provenance && { provenance }) });
    }
    await this.rescan();
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
    this.#secondLook.dispose();
    this.#news.dispose();
    this.#digests.dispose();
    await this.#options.inspector.dispose();
    await this.#scanning?.catch(() => undefined);
    this.#saves.flush();
    this.#saves.dispose();
    await this.#cache.settled();
  }

  #find(reference: string): ShelvedModel {
    const model = resolveReference(reference, this.models(), this.#shelf.rejected);
    const shelved = this.#shelf.models.find((candidate) => candidate.model === model);
    if (shelved === undefined) throw new TresorError("internal", "The library lost a model while it looked for it.");
    return shelved;
  }

  #loadCache(): Promise<void> {
    return (this.#cacheLoaded ??= this.#cache.load());
  }

  async #scan(): Promise<void> {
    const { demo, demoDirectory, aliasesOf = () => [] } = this.#options;
    await this.#loadCache();
    const own = await this.#look(this.#folders());
    const usesDemo = demo() && demoDirectory !== null && own.accepted.length === 0;
    const shown = usesDemo ? await this.#look([{ path: demoDirectory, origin: "demo" }]) : own;
    if (this.#disposed) return;
    this.#cache.keep(shown.accepted.map(({ found }) => found));
    const rejected = usesDemo ? [...own.rejected, ...shown.rejected] : shown.rejected;
    this.#show(this.#withProgress(shelve(shown.accepted, rejected, aliasesOf)));
    this.#watch.follow(own.folders);
    this.#secondLook.judge(own.hasTimedOut);
    this.#digests.want(shown.accepted.filter(({ digest }) => digest === null).map(({ found }) => found));
    await this.#save();
  }

  #folders(): readonly ModelsFolder[] {
    const { ownFolder, folders, otherPrograms = () => [] } = this.#options;
    return [
      ...(ownFolder === undefined ? [] : [{ path: ownFolder, origin: "tresor" as const }]),
      ...folders().map((path) => ({ path, origin: "folder" as const })),
      ...otherPrograms(),
    ];
  }

  async #look(folders: readonly ModelsFolder[]): Promise<Taken> {
    return await this.#intake.take(await this.#survey.look(folders));
  }

  /** What a scan found. */
  #show(shelf: Shelf): void {
    const before = JSON.stringify([this.models(), this.rejected()]);
    this.#shelf = shelf;
    if (JSON.stringify([this.models(), this.rejected()]) !== before) this.#changes.emit();
  }

  #withProgress({ models, rejected }: Shelf): Shelf {
    return {
      models: models.map((shelved) => {
        const digestProgress = this.#progress.get(keyOf(shelved.found)) ?? null;
        return { ...shelved, model: { ...shelved.model, digestProgress } };
      }),
      rejected,
    };
  }

  /** News of one model between scans. */
  #change(found: FoundModel, news: Partial<Model>): void {
    const models = this.#shelf.models.map((shelved) =>
      keyOf(shelved.found) === keyOf(found) ? { ...shelved, model: { ...shelved.model, ...news } } : shelved,
    );
    this.#shelf = { ...this.#shelf, models };
    this.#news.wish();
  }

  #keepProgress(found: FoundModel, progress: number | null): void {
    if (progress === null) {
      if (!this.#progress.delete(keyOf(found))) return;
    } else this.#progress.set(keyOf(found), progress);
    this.#change(found, { digestProgress: progress });
  }

  async #keepDigest(found: FoundModel, digest: string): Promise<void> {
    if (!(await isUnchanged(found))) {
      this.#rescanSoon();
      const { path } = found.files[0];
      throw new TresorError("model_rejected", `The file ${path} changed while it was read; try again.`);
    }
    this.#cache.learn(found, { digest });
    this.#saves.wish();
    if (found.claimedDigest === null || found.claimedDigest === digest) this.#change(found, { digest });
    else this.#rescanSoon();
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

async function isUnchanged({ files }: FoundModel): Promise<boolean> {
  for (const { realPath, sizeBytes, modifiedMilliseconds } of files) {
    const status = await stat(realPath).catch(() => null);
    if (status?.size !== sizeBytes || status.mtimeMs !== modifiedMilliseconds) return false;
  }
  return true;
}
