import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { FolderContents, ModelsFolder, Origin } from "../found-model";
import { listHuggingFace, repositoryOf } from "./hugging-face";
import { listNames } from "./list-names";
import { listLmStudio } from "./lm-studio";
import { listOllama } from "./ollama";
import { listPlainFolder } from "./plain-folder";

/** What lies in a folder, by the layout of the program whose it is; for a folder that the user named, that is found out first. */
export async function listFolder(folder: ModelsFolder): Promise<FolderContents> {
  const origin = folder.origin === "folder" ? await recogniseLayout(folder.path) : folder.origin;
  const known = { path: resolve(folder.path), origin };
  switch (origin) {
    case "huggingFace":
      return await listHuggingFace(known);
    case "ollama":
      return await listOllama(known);
    case "lmStudio":
      return await listLmStudio(known);
    case "tresor":
    case "folder":
    case "demo":
      return await listPlainFolder(known);
  }
}

/** LM Studio's folder has nothing that tells it from others but its place. */
async function recogniseLayout(path: string): Promise<Origin> {
  if (/[\\/](\.lmstudio|lm-studio)[\\/]models[\\/]?$/.test(resolve(path))) return "lmStudio";
  if ((await isFolder(join(path, "manifests"))) && (await isFolder(join(path, "blobs")))) return "ollama";
  const { folders } = await listNames(path);
  for (const name of folders) {
    if (repositoryOf(name) !== null && (await isFolder(join(path, name, "snapshots")))) return "huggingFace";
  }
  return "folder";
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null);
  return status?.isDirectory() ?? false;
}
