import type { Model, ModelDetails } from "../../../shared/shapes/model";
import { capabilitiesOf } from "./capabilities";
import type { Hyperparameters } from "./hyperparameters";
import type { Metadata } from "./metadata";
import type { GgufHeader } from "./parse-header";
import { printableText } from "./printable-text";

/** What the header alone tells about a model. */
export type ModelDescription = Pick<
  Model,
  | "parameters"
  | "activeParameters"
  | "bitsPerWeight"
  | "quantization"
  | "quality"
  | "architecture"
  | "displayName"
  | "contextLength"
  | "capabilities"
  | "licence"
  | "source"
>;

const fullQualityBits = 8;
const nameCharacters = 120;
const sourceCharacters = 300;

/** `fileStem` stands in when the model has no name of its own. */
export function describeModel(
  header: GgufHeader,
  hyperparameters: Hyperparameters,
  fileStem: string,
): ModelDescription {
  const { metadata, tensors } = header;
  const parameters = tensors.reduce((sum, tensor) => sum + tensor.elements, 0);
  const bytes = tensors.reduce((sum, tensor) => sum + tensor.bytes, 0);
  const bitsPerWeight = (bytes * 8) / parameters;
  return {
    parameters,
    activeParameters: activeParameters(header, hyperparameters),
    bitsPerWeight,
    quantization: tensorTypesOf(header)[0]?.type ?? "unknown",
    quality: bitsPerWeight >= fullQualityBits ? "full" : "experimental",
    architecture: hyperparameters.architecture,
    displayName: nameOf(metadata, hyperparameters.architecture) ?? printableText(fileStem, nameCharacters),
    contextLength: hyperparameters.contextLength,
    capabilities: [...capabilitiesOf(metadata, hyperparameters.architecture)],
    licence: licenceOf(metadata),
    source: lineOf(
      metadata,
      ["general.source.huggingface.repository", "general.source.url", "general.repo_url", "general.url"],
      sourceCharacters,
    ),
  };
}

/** The tensor types of a model, the one with most bytes first. */
export function tensorTypesOf({ tensors }: GgufHeader): ModelDetails["tensorTypes"] {
  const byType = new Map<string, { type: string; tensors: number; bytes: number }>();
  for (const tensor of tensors) {
    const sum = byType.get(tensor.type.name) ?? { type: tensor.type.name, tensors: 0, bytes: 0 };
    sum.tensors += 1;
    sum.bytes += tensor.bytes;
    byType.set(tensor.type.name, sum);
  }
  return [...byType.values()].sort((one, other) => other.bytes - one.bytes);
}

/** Of the expert tensors (`…_exps.…`) one token uses `expertsUsed` of `experts`; of all others, everything. */
function activeParameters({ tensors }: GgufHeader, { experts, expertsUsed }: Hyperparameters): number {
  const share = experts === 0 ? 1 : expertsUsed / experts;
  const active = tensors.reduce(
    (sum, tensor) => sum + tensor.elements * (tensor.name.includes("_exps.") ? share : 1),
    0,
  );
  return Math.round(active);
}

/** "other" says only that the name stands elsewhere. */
function licenceOf(metadata: Metadata): string | null {
  const licence = lineOf(metadata, ["general.license"], nameCharacters);
  if (licence !== null && licence.toLowerCase() !== "other") return licence;
  return lineOf(metadata, ["general.license.name"], nameCharacters) ?? licence;
}

/** Some converters write the architecture where the name belongs. */
function nameOf(metadata: Metadata, architecture: string): string | null {
  const name = lineOf(metadata, ["general.name"], nameCharacters);
  return name?.toLowerCase() === architecture.toLowerCase() ? null : name;
}

/** The first of the keys that holds a text worth a line. A wrong kind of value is no reason to refuse a model here. */
function lineOf(metadata: Metadata, keys: readonly string[], most: number): string | null {
  for (const key of keys) {
    const value = metadata.entries.get(key);
    if (value?.kind !== "scalar" || typeof value.value !== "string") continue;
    const line = printableText(value.value, most);
    if (line !== "") return line;
  }
  return null;
}
