import { relative, sep } from "node:path";
import type { FolderContents, FoundModel, ModelsFolder } from "../found-model";
import { listPlainFolder } from "./plain-folder";

/** Where LM Studio puts files that the user brought in without saying whose they are. */
const importedPublisher = "imported-models";

/** LM Studio's folder: `publisher/repository/file.gguf`, the names being those of Hugging Face. */
export async function listLmStudio(folder: ModelsFolder): Promise<FolderContents> {
  const contents = await listPlainFolder(folder);
  return {
    ...contents,
    models: contents.models.map((model) => ({ ...model, provenance: provenanceIn(folder.path, model) })),
  };
}

function provenanceIn(root: string, { files: [first] }: FoundModel): FoundModel["provenance"] {
  const [publisher, repository, file] = relative(root, first.path).split(sep);
  if (publisher === undefined || repository === undefined || file === undefined) return null;
  return publisher === importedPublisher ? null : { repository: `${publisher}/${repository}`, revision: null };
}
