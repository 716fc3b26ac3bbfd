import type { Model } from "../../../../../shared/shapes/model";
import type { Resident } from "../../../../../shared/shapes/resident";
import type { Preset } from "../../../presets/preset";
import type { Presets } from "../../../presets/preset-book";

/** The entries of `GET /api/tags`: all models, then the names that lead to them, with the tag that Ollama's clients expect. */
export function ollamaTags(models: readonly Model[], presets: Presets) {
  const names = models.flatMap((model) => model.aliases.map((alias) => nameTag(model, alias, presets.of(alias))));
  return [...models.map((model) => ollamaTag(model)), ...names];
}

const tagged = (alias: string): string => (alias.includes(":") ? alias : `${alias}:latest`);

function nameTag(model: Model, alias: string, preset: Preset | null) {
  return {
    ...ollamaTag(model, tagged(alias)),
    ...(preset === null ? {} : { modified_at: preset.modifiedAt }),
    details: { ...detailsOf(model), parent_model: model.reference },
  };
}

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

/** No field is null here either. */
export function detailsOf(model: Pick<Model, "architecture" | "parameters" | "quantization">) {
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
