import { constants } from "node:fs";
import { access, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { ImportItem } from "../../../shared/shapes/download";
import type { Model } from "../../../shared/shapes/model";
import { ProgressQueue } from "../inference/progress-queue";
import { throwIfAborted, untilAborted } from "../kernel/until-aborted";
import type { Inspector } from "../library/inspector";
import type { Library } from "../library/library-port";
import { copyIn, removeLeftovers } from "./copy-in";
import { fileFailure } from "./file-failure";
import { ImportProgress } from "./import-progress";
import { isLinkRefusal, putFileOf, putFiles, putLink } from "./put-files";
import { readSource, type SourceFile } from "./read-source";
import { belongsToOthers, refuseForeign } from "./whose-model";

export interface ImporterOptions {
  readonly library: Library;
  /** Tresor's own models folder. */
  readonly directory: string;
  readonly inspector: Pick<Inspector, "inspect" | "digest">;
}

export interface ImportWish {
  readonly path: string;
  readonly mode: "link" | "move";
}

type Done = Extract<ImportItem, { event: "done" }>;

interface Arrived {
  readonly paths: readonly string[];
  readonly digest: string | null;
  /** Whether its bytes are there twice now. */
  readonly copied: boolean;
}

/** Brings model files into Tresor's own folder: whole or not at all, and never over another file. See design.md. */
export class ModelImporter {
  readonly #options: ImporterOptions;
  #swept: Promise<void> | null = null;

  constructor(options: ImporterOptions) {
    this.#options = options;
  }

  /** Ends when the caller stops reading or the signal aborts. @throws TresorError `model_rejected`, `disk_full`, `not_allowed`, … */
  async *import(wish: ImportWish, signal: AbortSignal): AsyncGenerator<ImportItem, void, void> {
    const left = new AbortController();
    const queue = new ProgressQueue();
    const sources = await readSource(wish.path);
    const progress = new ImportProgress(sizeOf(sources));
    const report = (bytes: number) => {
      const reached = progress.reached(bytes);
      if (reached !== null) queue.push(reached);
    };
    const work = this.#run(sources, wish, { progress, report, signal: AbortSignal.any([signal, left.signal]) });
    const done = work.finally(() => queue.close());
    done.catch(() => undefined);
    try {
      for await (const bytes of queue) yield progress.item(bytes);
      yield await done;
    } finally {
      left.abort(new TresorError("cancelled", "Nobody waits for the import any more."));
    }
  }

  async #run(sources: readonly SourceFile[], { mode }: ImportWish, run: Run): Promise<Done> {
    const { library, inspector, directory } = this.#options;
    await inspector.inspect(realPathsOf(sources), "model");
    // What has left the disk a moment ago must not pass for "there already".
    await library.rescan();
    const listed = this.#listed(sources);
    if (mode === "move") await this.#refuseMove(sources, listed);
    throwIfAborted(run.signal);
    // A copy of the demo model is a model like any other.
    const own = listed?.demo === true ? undefined : listed;
    const stays = own !== undefined && (mode === "link" || own.path.startsWith(`${directory}/`));
    const same = stays ? own : await this.#sameContent(sources, own, run);
    if (same !== null) return await this.#done(same, run);

    await (this.#swept ??= removeLeftovers(directory));
    const arrived = await this.#bringIn(sources, run).catch((error: unknown) => {
      throw fileFailure(error, directory, "cannot be written");
    });
    const [first = ""] = arrived.paths;
    if (arrived.digest === null) await library.rescan();
    else await library.learn(first, arrived.digest, null);
    const model = this.#at(arrived.paths);
    if (model === undefined) {
      await this.#takeBack(arrived.paths);
      throw new TresorError("model_rejected", `The library does not take ${sources[0]?.path ?? "it"} for a model.`);
    }
    if (mode === "move") {
      await this.#removeSources(sources, arrived, run);
      await library.rescan();
    }
    return await this.#done(model, run);
  }

  /** By a second name where the disk allows that, else as a copy. */
  async #bringIn(sources: readonly SourceFile[], run: Run): Promise<Arrived> {
    const { directory } = this.#options;
    try {
      const paths = await putFiles(sources.map(putFileOf), directory, putLink);
      return { paths, digest: null, copied: false };
    } catch (error) {
      if (!isLinkRefusal(error)) throw error;
    }
    run.progress.begin();
    let bytes = 0;
    const onBytes = (count: number) => run.report((bytes += count));
    const { paths, digest } = await copyIn({ sources, directory, signal: run.signal, onBytes });
    return { paths, digest, copied: digest !== null };
  }

  /** After a copy only once the copy has been read back and found the same. */
  async #removeSources(sources: readonly SourceFile[], { paths, digest, copied }: Arrived, run: Run): Promise<void> {
    if (copied) {
      const found = await this.#digest(paths, run);
      if (found !== digest) {
        await this.#takeBack(paths);
        throw new TresorError(
          "model_rejected",
          "The copy differs from the file; it was removed, and the file is where it was.",
        );
      }
    }
    for (const { path } of sources) {
      await unlink(path).catch((error: unknown) => {
        throw fileFailure(error, path, "cannot be removed, but the model was imported");
      });
    }
  }

  async #takeBack(paths: readonly string[]): Promise<void> {
    for (const path of paths) await unlink(path).catch(() => undefined);
    await this.#options.library.rescan();
  }

  async #refuseMove(sources: readonly SourceFile[], own: Model | undefined): Promise<void> {
    if (own !== undefined) refuseForeign(own);
    for (const { path, realPath, isLink } of sources) {
      if (isLink) throw notMoved(`${path} is a link to ${realPath}; move that file, or import without --move.`);
      await access(dirname(path), constants.W_OK).catch((error: unknown) => {
        throw fileFailure(error, dirname(path), "cannot be changed");
      });
    }
  }

  /** The same content under another name; read only when there is something of the same size. */
  async #sameContent(sources: readonly SourceFile[], own: Model | undefined, run: Run): Promise<Model | null> {
    const { library } = this.#options;
    const sizeBytes = sizeOf(sources);
    const candidates = library
      .models()
      .filter(
        (model) => model.sizeBytes === sizeBytes && model.path !== own?.path && !model.demo && !belongsToOthers(model),
      );
    if (candidates.length === 0) return null;
    const wanted = await this.#digest(realPathsOf(sources), run);
    for (const model of candidates) {
      if ((await untilAborted(library.digest(model.path), run.signal)) === wanted) return model;
    }
    return null;
  }

  #digest(paths: readonly string[], { progress, report, signal }: Run): Promise<string> {
    progress.begin();
    return untilAborted(this.#options.inspector.digest(paths, report), signal);
  }

  /** Waits for the digest, which the library computes and tells the progress of. */
  async #done({ reference, path, sizeBytes }: Model, { progress, report, signal }: Run): Promise<Done> {
    const { library } = this.#options;
    const find = () => library.models().find((model) => model.path === path);
    if (find()?.digest === null) progress.begin();
    const ignore = library.onChange(() => {
      const share = find()?.digestProgress ?? null;
      if (share !== null) report(share * sizeBytes);
    });
    try {
      const digest = await untilAborted(library.digest(path), signal);
      return { event: "done", reference: find()?.reference ?? reference, digest, path };
    } finally {
      ignore();
    }
  }

  #listed(sources: readonly SourceFile[]): Model | undefined {
    return this.#at(sources.map(({ path }) => path)) ?? this.#at(sources.map(({ realPath }) => realPath));
  }

  #at([first]: readonly string[]): Model | undefined {
    return this.#options.library.models().find(({ path }) => path === first);
  }
}

interface Run {
  readonly progress: ImportProgress;
  readonly report: (bytes: number) => void;
  readonly signal: AbortSignal;
}

const realPathsOf = (sources: readonly SourceFile[]): readonly string[] => sources.map(({ realPath }) => realPath);

function sizeOf(sources: readonly SourceFile[]): number {
  return sources.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

function notMoved(message: string): TresorError {
  return new TresorError("invalid_request", message, { field: "mode" });
}
