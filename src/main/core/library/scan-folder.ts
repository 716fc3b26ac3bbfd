import { readdir, realpath, stat } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { RejectedFile } from "../../../shared/shapes/model";
import { partNumber } from "./model-names";

export interface FoundFile {
  readonly path: string;
  /** Without links: the same file found twice has the same. */
  readonly realPath: string;
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
}

export interface FolderContents {
  readonly files: readonly FoundFile[];
  readonly refused: readonly RejectedFile[];
  /** The folder and those in it that were looked into. */
  readonly folders: readonly string[];
}

const mostDepth = 6;
/** A models folder is small; one that is not, such as a home folder, must not cost a walk over the whole disk. */
const mostEntries = 50_000;

/**
 * Looks for model files in a folder and what is below it. Hidden files and folders, vision projectors and the further parts of
 * a split model are left out. Links to folders are not followed; a link to a file counts when it stays within the folder.
 * A folder that does not exist is empty.
 */
export async function scanFolder(folder: string): Promise<FolderContents> {
  const start = resolve(folder);
  const scan = new FolderScan(await realpath(start).catch(() => start));
  await scan.visit(start, 0);
  return scan;
}

class FolderScan implements FolderContents {
  readonly files: FoundFile[] = [];
  readonly refused: RejectedFile[] = [];
  readonly folders: string[] = [];
  readonly #root: string;
  #entries = 0;

  constructor(root: string) {
    this.#root = root;
  }

  async visit(folder: string, depth: number): Promise<void> {
    for (const entry of await this.#list(folder)) {
      if (++this.#entries > mostEntries) return;
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && depth < mostDepth) await this.visit(path, depth + 1);
      else if (isModelName(entry.name) && (entry.isFile() || entry.isSymbolicLink())) await this.#add(path);
    }
  }

  async #list(folder: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      this.folders.push(folder);
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT") this.refused.push({ path: folder, reason: `The folder cannot be read (${code ?? "?"}).` });
      return [];
    }
  }

  async #add(path: string): Promise<void> {
    try {
      const realPath = await realpath(path);
      if (!realPath.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep)) {
        this.refused.push({ path, reason: "The link leads out of the models folder; put the file itself there." });
        return;
      }
      const status = await stat(path);
      if (!status.isFile()) return;
      this.files.push({ path, realPath, sizeBytes: status.size, modifiedMilliseconds: status.mtimeMs });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.refused.push({ path, reason: `The file cannot be read (${code ?? "?"}).` });
    }
  }
}

function isModelName(name: string): boolean {
  return /\.gguf$/i.test(name) && !/(^|[-._])mmproj/i.test(name) && (partNumber(name) ?? 1) === 1;
}
