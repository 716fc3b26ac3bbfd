import { dirname, join, sep } from "node:path";
import { plainModel, type FoundFile, type FoundModel } from "./found-model";
import { partFileNames } from "./model-names";
import { findFile } from "./scan-folder";

/** The model whose file, or first part, lies at a path; null when a file of it is missing. */
export async function findModel(path: string): Promise<FoundModel | null> {
  const files: FoundFile[] = [];
  for (const name of partFileNames(path)) {
    const file = await findFile(join(dirname(path), name), null, sep);
    if (file === null || "reason" in file) return null;
    files.push(file);
  }
  const [first, ...further] = files;
  return first === undefined ? null : plainModel([first, ...further], "folder");
}
