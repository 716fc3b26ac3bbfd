import { watch, type FSWatcher } from "node:fs";
import type { Logger } from "../kernel/logger";

const quietMilliseconds = 500;
/** Each watched folder costs a handle; what lies beyond is found at the next rescan. */
const mostFolders = 128;

/**
 * Calls back when something changed in one of the folders and nothing has for half a second, so that a file that is being copied
 * in is looked at when it is whole. A folder that cannot be watched is left out: a rescan finds its changes.
 */
export class FolderWatch {
  readonly #onChange: () => void;
  readonly #logger: Logger;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(onChange: () => void, logger: Logger) {
    this.#onChange = onChange;
    this.#logger = logger;
  }

  /** Watches exactly these from now on. */
  follow(folders: readonly string[]): void {
    if (this.#disposed) return;
    const wanted = new Set(folders.slice(0, mostFolders));
    for (const folder of this.#watchers.keys()) if (!wanted.has(folder)) this.#leave(folder);
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const folder of [...this.#watchers.keys()]) this.#leave(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name?.startsWith(".") !== true) this.#postpone();
      });
      watcher.on("error", () => {
        this.#leave(folder);
        this.#postpone();
      });
      this.#watchers.set(folder, watcher);
    } catch (error) {
      this.#logger.warn({ folder, error }, "folder is not watched");
    }
  }

  #leave(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #postpone(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, quietMilliseconds).unref();
  }
}
