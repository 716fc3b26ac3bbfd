import { plainModel, type FolderContents, type ModelsFolder } from "../found-model";
import { groupParts } from "../group-parts";
import { scanFolder } from "../scan-folder";

/** Models as files wherever they lie in a folder. */
export async function listPlainFolder({ path, origin }: ModelsFolder): Promise<FolderContents> {
  const { files, refused, folders } = await scanFolder(path);
  const { complete, refused: incomplete } = groupParts(files);
  return {
    models: complete.map((parts) => plainModel(parts, origin)),
    refused: [...refused, ...incomplete],
    folders,
  };
}
