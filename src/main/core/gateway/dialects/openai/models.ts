import type { Model } from "../../../../../shared/shapes/model";

/** An entry of `GET /v1/models`; the fields after `owned_by` are ours. */
export function openAiModel(model: Model) {
  return {
    id: model.reference,
    object: "model",
    created: Math.floor(Date.parse(model.modifiedAt) / 1_000),
    owned_by: "tresor",
    context_length: model.contextLength,
    quality: model.quality,
    digest: model.digest,
  };
}

export function openAiModelList(models: readonly Model[]) {
  return { object: "list", data: models.map(openAiModel) };
}
