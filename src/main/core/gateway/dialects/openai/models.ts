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

/** A name that leads to a model, as a model of its own; `root` is the model, as vLLM has it for its adapters. */
export function openAiAlias(alias: string, model: Model) {
  return { ...openAiModel(model), id: alias, root: model.reference };
}

/** All models, then the names that lead to them. */
export function openAiModelList(models: readonly Model[]) {
  const aliases = models.flatMap((model) => model.aliases.map((alias) => openAiAlias(alias, model)));
  return { object: "list", data: [...models.map(openAiModel), ...aliases] };
}
