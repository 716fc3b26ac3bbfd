import { lstat, realpath, stat } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";

export interface RemovableFile {
  /** As the library lists it, a link included: what it leads to is left alone. */
  readonly path: string;
  readonly isLink: boolean;
  /** The models folder that it lies in, without links. */
  readonly root: string;
}

/**
 * The files of a model that may be removed: they lie in one of the folders and are, at this moment, what the library knows them to be.
 * The first part comes last: a model that lost only some of its parts still shows up, as a refused file.
 * @throws TresorError `not_allowed`, `model_rejected`
 */
export async function removableFiles(
  model: Pick<Model, "reference" | "files" | "sizeBytes" | "modifiedAt">,
  folders: readonly string[],
): Promise<readonly RemovableFile[]> {
  const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  const files: RemovableFile[] = [];
  const times: string[] = [];
  let sizeBytes = 0;
  for (const path of model.files) {
    const root = await rootOf(path, roots);
    try {
      const [own, content] = await Promise.all([lstat(path), stat(path)]);
      files.push({ path, root, isLink: own.isSymbolicLink() });
      times.push(new Date(content.mtimeMs).toISOString());
      sizeBytes += content.size;
    } catch (error) {
      throw changed(model.reference, error);
    }
  }
  if (sizeBytes !== model.sizeBytes || !times.includes(model.modifiedAt)) throw changed(model.reference);
  return files.reverse();
}

/** A folder on the way may be a link that leads out; the file's own place counts. */
async function rootOf(path: string, roots: readonly string[]): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  const root = roots.find((candidate) => folder === candidate || folder.startsWith(candidate + sep));
  if (root !== undefined) return root;
  throw new TresorError("not_allowed", `${path} lies in none of the models folders; remove it by hand.`, { path });
}

function changed(reference: string, cause?: unknown): TresorError {
  return new TresorError(
    "model_rejected",
    `The files of ${reference} have changed since the library looked at them; nothing was removed. Try again.`,
    { reference },
    { cause },
  );
}
