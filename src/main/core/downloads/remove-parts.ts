import { rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

/**
 * Removes what a download that will not go on has left beside its place: parts and journals, never a finished file. Names come from a
 * hub: one that leads out of the folder is passed over. Folders that are empty then go too.
 */
export async function removeParts(folder: string, files: readonly { readonly name: string }[]): Promise<void> {
  const root = resolve(folder);
  const folders = new Set([root]);
  for (const { name } of files) {
    const path = resolve(root, name);
    if (!path.startsWith(root + sep)) continue;
    await rm(`${path}.part`, { force: true });
    await rm(`${path}.part.json`, { force: true });
    for (let above = dirname(path); above !== root; above = join(above, "..")) folders.add(above);
  }
  const deepestFirst = [...folders].sort((one, other) => other.length - one.length);
  for (const path of deepestFirst) await rmdir(path).catch(() => undefined);
}
