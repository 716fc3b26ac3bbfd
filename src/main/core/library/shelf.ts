import type { Model, RejectedFile } from "../../../shared/shapes/model";
import type { ModelInspection } from "../gguf/inspect-model";
import type { KnownFile } from "./inspection-cache";
import { nameModels } from "./model-names";
import type { FoundFile } from "./scan-folder";

export interface InspectedFile extends KnownFile {
  readonly file: FoundFile;
}

export interface ShelvedModel {
  readonly file: FoundFile;
  readonly inspection: ModelInspection;
  readonly model: Model;
}

/** What the library shows at one moment. */
export interface Shelf {
  /** Sorted by reference. */
  readonly models: readonly ShelvedModel[];
  readonly rejected: readonly RejectedFile[];
}

export const emptyShelf: Shelf = { models: [], rejected: [] };

/** Names the files in their order, which is the order of the folders, and sorts them by reference. */
export function shelve(files: readonly InspectedFile[], rejected: readonly RejectedFile[], demo: boolean): Shelf {
  const references = nameModels(
    files.map(({ file, inspection }) => ({ path: file.path, quantization: inspection.description.quantization })),
  );
  const models = files.map(({ file, inspection, digest }, index) => ({
    file,
    inspection,
    model: {
      reference: references[index] ?? "",
      digest,
      digestProgress: null,
      path: file.path,
      files: [file.path],
      sizeBytes: file.sizeBytes,
      modifiedAt: new Date(file.modifiedMilliseconds).toISOString(),
      ...inspection.description,
      provenance: null,
      origin: demo ? ("demo" as const) : ("folder" as const),
      aliases: [],
      demo,
    },
  }));
  return {
    models: models.sort((one, other) => (one.model.reference < other.model.reference ? -1 : 1)),
    rejected,
  };
}
