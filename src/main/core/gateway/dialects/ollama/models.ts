import type { Model, ModelDetails } from "../../../../../shared/shapes/model";
import type { Resident } from "../../../../../shared/shapes/resident";

/** The entries of `GET /api/tags`: all models, then the names that lead to them, with the tag that Ollama's clients expect. */
export function ollamaTags(models: readonly Model[]) {
  const aliases = models.flatMap((model) => model.aliases.map((alias) => ollamaTag(model, tagged(alias))));
  return [...models.map((model) => ollamaTag(model)), ...aliases];
}

const tagged = (alias: string): string => (alias.includes(":") ? alias : `${alias}:latest`);

/** No field is null: strict clients refuse the whole list. */
export function ollamaTag(model: Model, name = model.reference) {
  return {
    name,
    model: name,
    modified_at: model.modifiedAt,
    size: model.sizeBytes,
    digest: bareDigest(model.digest),
    details: detailsOf(model),
  };
}

/** For one that stays as long as there is room: clients want a date all the same. */
const never = "2318-01-01T00:00:00+00:00";

/** An entry of `GET /api/ps`; `model` is absent when its file is gone or has stepped aside since it was loaded. */
export function ollamaResident(resident: Resident, model: Model | undefined) {
  const bytes = resident.memory.measuredBytes ?? resident.memory.predictedBytes;
  return {
    name: resident.reference,
    model: resident.reference,
    size: bytes,
    digest: bareDigest(resident.digest),
    details: detailsOf(model ?? { architecture: "", parameters: 0, quantization: resident.quantization }),
    // With an offset: Python's fromisoformat knew no Z for long.
    expires_at: resident.expiresAt?.replace(/Z$/, "+00:00") ?? never,
    size_vram: bytes,
    context_length: resident.context,
  };
}

/** The answer of `POST /api/show`. `parameters` is text, one a line, as clients parse it. */
export function ollamaDetails(details: ModelDetails, resident: Resident | undefined) {
  return {
    license: details.licence ?? "",
    modelfile: "",
    parameters: resident === undefined ? "" : `num_ctx ${resident.context}`,
    template: details.template ?? "",
    details: detailsOf(details),
    model_info: { ...details.metadata, "general.parameter_count": details.parameters },
    capabilities: details.capabilities.filter((capability) => served.has(capability)),
    modified_at: details.modifiedAt,
  };
}

/** Ollama's names of what a model can do; clients send tools where a capability says so. */
const served: ReadonlySet<string> = new Set(["completion", "tools", "thinking", "embedding"]);

function detailsOf(model: Pick<Model, "architecture" | "parameters" | "quantization">) {
  return {
    parent_model: "",
    format: "gguf",
    family: model.architecture,
    families: [model.architecture],
    parameter_size: parameterSize(model.parameters),
    quantization_level: model.quantization,
  };
}

/** `7.6B`, `134.5M`, `260.0K`, as Ollama writes it. */
export function parameterSize(parameters: number): string {
  const [unit, size] = units.find(([, least]) => parameters >= least) ?? ["", 1];
  return unit === "" ? String(parameters) : `${(parameters / size).toFixed(1)}${unit}`;
}

const units: readonly (readonly [string, number])[] = [
  ["B", 1e9],
  ["M", 1e6],
  ["K", 1e3],
];

/** Hexadecimal digits without the algorithm, as Ollama has it; its clients show the first twelve. Empty while unknown. */
function bareDigest(digest: string | null): string {
  return digest?.replace(/^sha256:/, "") ?? "";
}
