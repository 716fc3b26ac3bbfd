import type { Model, RejectedFile } from "../../../shared/shapes/model";

/**
 * Where models are looked for, as far as a window can tell: the folders of the settings, and those in which files were found, whatever
 * told Tresor of them. The demo model comes with the program, and its folder is not one to put models into.
 */
export function modelFolders(
  fromSettings: readonly string[],
  models: readonly Model[],
  rejected: readonly RejectedFile[],
): readonly string[] {
  const files = [...models.filter(({ demo }) => !demo), ...rejected];
  return [...new Set([...fromSettings, ...files.map(({ path }) => folderOf(path))])];
}

const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");
