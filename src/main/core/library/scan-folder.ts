import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { RejectedFile } from "../../../shared/shapes/model";
import type { FoundFile } from "./found-model";

export interface ScannedFolder {
  readonly files: readonly FoundFile[];
  readonly refused: readonly RejectedFile[];
  /** The folder and those in it that were looked into. */
  readonly folders: readonly string[];
}

const mostDepth = 6;
/** A models folder is small; one that is not, such as a home folder, must not cost a walk over the whole disk. */
const mostEntries = 50_000;
/** Node has four threads for files in all; a volume that no longer answers must not take them from the others. */
const questionsAtOnce = 2;

/**
 * Looks for model files in a folder and what is below it, all parts of split models included. Hidden files and folders and vision
 * projectors are left out. Links to folders are not followed; a link to a file counts when it stays within `linkRoot`. A folder that
 * does not exist is empty.
 */
export async function scanFolder(folder: string, linkRoot = folder): Promise<ScannedFolder> {
  const start = resolve(folder);
  const scan = new FolderScan(await realpath(linkRoot).catch(() => resolve(linkRoot)));
  await scan.visit(start, await realpath(start).catch(() => start), 0);
  return scan;
}

/** Whether a path lies in a folder; both without links. */
export function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

class FolderScan implements ScannedFolder {
  readonly files: FoundFile[] = [];
  readonly refused: RejectedFile[] = [];
  readonly folders: string[] = [];
  readonly #linkRoot: string;
  #entries = 0;

  constructor(linkRoot: string) {
    this.#linkRoot = linkRoot;
  }

  async visit(folder: string, realFolder: string, depth: number): Promise<void> {
    const entries = await this.#list(folder);
    this.#entries += entries.length;
    const models = entries.filter((entry) => isModelName(entry.name) && (entry.isFile() || entry.isSymbolicLink()));
    const found = await inOrder(models, (entry) =>
      findFile(join(folder, entry.name), entry.isFile() ? join(realFolder, entry.name) : null, this.#linkRoot),
    );
    for (const find of found) {
      if (find === null) continue;
      if ("reason" in find) this.refused.push(find);
      else this.files.push(find);
    }
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith(".") || depth >= mostDepth) continue;
      if (this.#entries > mostEntries) return;
      await this.visit(join(folder, entry.name), join(realFolder, entry.name), depth + 1);
    }
  }

  async #list(folder: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      this.folders.push(folder);
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1)).slice(0, mostEntries - this.#entries);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") this.refused.push({ path: folder, reason: `The folder cannot be read (${code ?? "?"}).` });
      return [];
    }
  }
}

/** A file as it is now; null for what is no file, such as a pipe. @param knownRealPath saves a question; null for a link */
export async function findFile(
  path: string,
  knownRealPath: string | null,
  linkRoot: string,
): Promise<FoundFile | RejectedFile | null> {
  try {
    const realPath = knownRealPath ?? (await realpath(path));
    if (!isWithin(realPath, linkRoot)) {
      return { path, reason: "The link leads out of the models folder; put the file itself there." };
    }
    const status = await stat(realPath);
    if (!status.isFile()) return null;
    return { path, realPath, sizeBytes: status.size, modifiedMilliseconds: status.mtimeMs };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { path, reason: "The file is gone, or a link to it leads nowhere." };
    return { path, reason: `The file cannot be read (${code ?? "?"}).` };
  }
}

/** Asks a few at a time; the answers are in the order of the questions. */
async function inOrder<T, R>(values: readonly T[], ask: (value: T) => Promise<R>): Promise<readonly R[]> {
  const answers = new Array<R>(values.length);
  const left = values.entries();
  const lane = async () => {
    for (const [index, value] of left) answers[index] = await ask(value);
  };
  await Promise.all(Array.from({ length: questionsAtOnce }, lane));
  return answers;
}

function isModelName(name: string): boolean {
  return !name.startsWith(".") && /\.gguf$/i.test(name) && !/(^|[-._])mmproj/i.test(name);
}
