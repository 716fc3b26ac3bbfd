import { join } from "node:path";
import type { RejectedFile } from "../../../../shared/shapes/model";
import { keyOf, plainModel, type FolderContents, type FoundModel, type ModelsFolder } from "../found-model";
import { groupParts } from "../group-parts";
import { scanFolder } from "../scan-folder";
import { listNames } from "./list-names";
import { readSmallFile } from "./read-small-file";

const mostRevisionBytes = 1_024;

/**
 * The cache of Hugging Face's own tools: `models--OWNER--NAME/snapshots/REVISION/…`, whose files are links into
 * `models--OWNER--NAME/blobs`. The same content in several revisions is one model, of the revision that is current.
 */
export async function listHuggingFace({ path: root }: ModelsFolder): Promise<FolderContents> {
  const { folders: names, refused: unreadable } = await listNames(root);
  const repositories: FolderContents[] = [];
  for (const name of names) {
    const repository = repositoryOf(name);
    if (repository !== null) repositories.push(await listRepository(root, join(root, name), repository));
  }
  return {
    models: repositories.flatMap(({ models }) => models),
    refused: [...unreadable, ...repositories.flatMap(({ refused }) => refused)],
    folders: [root, ...repositories.flatMap(({ folders }) => folders)],
  };
}

async function listRepository(root: string, folder: string, repository: string): Promise<FolderContents> {
  const snapshots = join(folder, "snapshots");
  const models = new Map<string, FoundModel>();
  const refused: RejectedFile[] = [];
  const folders = [snapshots];
  for (const revision of await revisionsIn(folder)) {
    const scan = await scanFolder(join(snapshots, revision), root);
    const { complete, refused: incomplete } = groupParts(scan.files);
    for (const files of complete) {
      const model = { ...plainModel(files, "huggingFace"), provenance: { repository, revision } };
      if (!models.has(keyOf(model))) models.set(keyOf(model), model);
    }
    refused.push(...scan.refused, ...incomplete);
    folders.push(...scan.folders);
  }
  return { models: [...models.values()], refused, folders };
}

/** `models--bartowski--Qwen3-8B-GGUF` → `bartowski/Qwen3-8B-GGUF`; null for what is no model, such as a dataset. */
export function repositoryOf(folderName: string): string | null {
  const [kind, ...names] = folderName.split("--");
  if (kind !== "models" || names.length === 0 || names.length > 2 || names.includes("")) return null;
  return names.join("/");
}

/** The revision that `main` stands for comes first. */
async function revisionsIn(folder: string): Promise<readonly string[]> {
  const main = (await readSmallFile(join(folder, "refs", "main"), mostRevisionBytes))?.trim();
  const { folders } = await listNames(join(folder, "snapshots"));
  return [...folders].sort((one, other) => Number(other === main) - Number(one === main));
}
