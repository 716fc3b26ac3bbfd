import { existsSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import type { Logger } from "../kernel/logger";

const quietMilliseconds = 500;
/** A copy that takes hours must not hide everything else that happens meanwhile. */
const longestQuietMilliseconds = 10_000;
/** Each watched folder costs a handle; what lies beyond is found at the next rescan. */
const mostFolders = 128;

interface Watched {
  readonly watcher: FSWatcher;
  /** What is watched in its place while the folder itself does not exist; else the folder. */
  readonly place: string;
  /** The place itself was moved or removed: what is watched may be no longer what lies there. */
  isSuspect: boolean;
}

/**
 * Calls back when something changed in one of the folders and nothing has for half a second, so that a file that is being copied
 * in is looked at when it is whole. Of a folder that does not exist its coming is watched for. A folder that cannot be watched is
 * left out: a rescan finds its changes.
 */
export class FolderWatch {
  readonly #onChange: () => void;
  readonly #logger: Logger;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;
  #changedAt: number | null = null;
  #disposed = false;

  constructor(onChange: () => void, logger: Logger) {
    this.#onChange = onChange;
    this.#logger = logger;
  }

  /** Watches exactly these from now on. */
  follow(folders: readonly string[]): void {
    if (this.#disposed) return;
    const wanted = new Set(folders.slice(0, mostFolders));
    for (const [folder, { place, isSuspect }] of this.#watched) {
      if (!wanted.has(folder) || isSuspect || place !== existingPlace(folder)) this.#leave(folder);
    }
    for (const folder of wanted) if (!this.#watched.has(folder)) this.#watch(folder);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const folder of [...this.#watched.keys()]) this.#leave(folder);
  }

  #watch(folder: string): void {
    const place = existingPlace(folder);
    const awaited = place === folder ? null : (relative(place, folder).split(sep)[0] ?? null);
    try {
      const watcher = watch(place, { persistent: false }, (_, name) => {
        if (name === null || name === basename(place)) this.#suspect(folder);
        if (awaited === null ? name?.startsWith(".") !== true : name === null || name === awaited) this.#postpone();
      });
      watcher.on("error", () => {
        this.#leave(folder);
        this.#postpone();
      });
      this.#watched.set(folder, { watcher, place, isSuspect: false });
    } catch (error) {
      this.#logger.warn({ folder, error }, "folder is not watched");
    }
  }

  #suspect(folder: string): void {
    const watched = this.#watched.get(folder);
    if (watched !== undefined) watched.isSuspect = true;
    this.#postpone();
  }

  #leave(folder: string): void {
    this.#watched.get(folder)?.watcher.close();
    this.#watched.delete(folder);
  }

  #postpone(): void {
    const now = Date.now();
    this.#changedAt ??= now;
    const left = Math.max(0, this.#changedAt + longestQuietMilliseconds - now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#changedAt = null;
        this.#onChange();
      },
      Math.min(quietMilliseconds, left),
    ).unref();
  }
}

/** The folder, or the nearest one above it that exists. */
function existingPlace(folder: string): string {
  let place = folder;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  return place;
}
