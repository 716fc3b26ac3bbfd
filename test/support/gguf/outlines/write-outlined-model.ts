import type { HeaderPlan, TensorPlan } from "../gguf-bytes";
import type { WeightType } from "../tensor-noise";
import { ones, writeModelFile, type ModelTensor } from "../write-model-file";

/** Writes a model of an outline's form with random weights of one type. It computes; what it writes means nothing. */
export function writeOutlinedModel(path: string, { metadata, tensors }: HeaderPlan, type: WeightType): number {
  return writeModelFile({
    path,
    metadata,
    tensors: tensors.map((tensor) => filled(tensor, type)),
    silentRows: 0,
  });
}

function filled({ name, dimensions, type }: TensorPlan, wished: WeightType): ModelTensor {
  if (type === "F16") return { name, dimensions, type: wished, content: "random" };
  // Negative: what decays.
  return { name, dimensions, type: "F32", content: name.endsWith("ssm_a") ? () => -0.01 : ones };
}
