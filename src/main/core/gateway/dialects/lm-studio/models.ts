import type { Model } from "../../../../../shared/shapes/model";
import type { Resident } from "../../../../../shared/shapes/resident";

/** `GET /api/v0/models`: all models, then the names that lead to them. */
export function lmStudioModels(models: readonly Model[], residents: readonly Resident[]) {
  const aliases = models.flatMap((model) => model.aliases.map((alias) => lmStudioModel(model, residents, alias)));
  return { object: "list", data: [...models.map((model) => lmStudioModel(model, residents)), ...aliases] };
}

/** By this LM Studio's clients tell chat from embedding models, and what is loaded. */
export function lmStudioModel(model: Model, residents: readonly Resident[], id = model.reference) {
  const loaded = residents.find(({ reference, state }) => reference === model.reference && state === "ready");
  return {
    id,
    object: "model",
    type: typeOf(model),
    publisher: model.provenance?.repository.split("/", 1)[0] ?? "tresor",
    arch: model.architecture,
    compatibility_type: "gguf",
    quantization: model.quantization,
    state: loaded === undefined ? "not-loaded" : "loaded",
    max_context_length: model.contextLength,
    ...(loaded === undefined ? {} : { loaded_context_length: loaded.context }),
    capabilities: model.capabilities.includes("tools") ? ["tool_use"] : [],
  };
}

function typeOf({ capabilities }: Model): "llm" | "embeddings" {
  const writes = capabilities.includes("chat") || capabilities.includes("completion");
  return !writes && capabilities.includes("embedding") ? "embeddings" : "llm";
}
