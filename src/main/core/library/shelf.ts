import type { Model, RejectedFile } from "../../../shared/shapes/model";
import type { ModelInspection } from "../gguf/inspect-model";
import { sizeOf, type FoundModel, type Provenance } from "./found-model";
import { nameModels } from "./model-names";

/** A model whose files have been read and accepted. */
export interface InspectedModel {
  readonly found: FoundModel;
  readonly inspection: ModelInspection;
  readonly digest: string | null;
  /** What Tresor itself knows; it goes before what a layout tells. */
  readonly provenance: Provenance | null;
}

export interface ShelvedModel {
  readonly found: FoundModel;
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

/** Names the models in their order, which is the order of the folders, and sorts them by reference. */
export function shelve(
  inspected: readonly InspectedModel[],
  rejected: readonly RejectedFile[],
  aliasesOf: (reference: string) => readonly string[],
): Shelf {
  const references = nameModels(
    inspected.map(({ found, inspection }) => ({
      givenName: found.names[0] ?? null,
      path: found.files[0].path,
      quantization: inspection.description.quantization,
    })),
  );
  const models = inspected.map((one, index) => {
    const reference = references[index] ?? "";
    return { ...one, model: modelOf(one, reference, aliasesOf(reference)) };
  });
  return { models: models.sort((one, other) => (one.model.reference < other.model.reference ? -1 : 1)), rejected };
}

function modelOf(
  { found, inspection, digest, provenance }: InspectedModel,
  reference: string,
  aliases: readonly string[],
): Model {
  const modified = Math.max(...found.files.map(({ modifiedMilliseconds }) => modifiedMilliseconds));
  return {
    reference,
    digest,
    digestProgress: null,
    path: found.files[0].path,
    files: found.files.map(({ path }) => path),
    sizeBytes: sizeOf(found),
    modifiedAt: new Date(modified).toISOString(),
    ...inspection.description,
    provenance: provenance ?? found.provenance,
    origin: found.origin,
    aliases: [...new Set([...aliases, ...found.names.filter((name) => name !== reference)])],
    demo: found.origin === "demo",
  };
}
