import { readdir } from "node:fs/promises";
import type { RejectedFile } from "../../../../shared/shapes/model";

interface ListedNames {
  /** Sorted. */
  readonly folders: readonly string[];
  /** Regular files only, sorted. */
  readonly files: readonly string[];
  readonly refused: readonly RejectedFile[];
}

/** What lies directly in a folder, hidden names and links left out. A folder that does not exist is empty. */
export async function listNames(folder: string): Promise<ListedNames> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const shown = entries
      .filter(({ name }) => !name.startsWith("."))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    return {
      folders: shown.filter((entry) => entry.isDirectory()).map(({ name }) => name),
      files: shown.filter((entry) => entry.isFile()).map(({ name }) => name),
      refused: [],
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const refused = code === "ENOENT" ? [] : [{ path: folder, reason: `The folder cannot be read (${code ?? "?"}).` }];
    return { folders: [], files: [], refused };
  }
}
