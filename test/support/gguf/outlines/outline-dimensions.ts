import { inspectModel } from "../../../../src/main/core/gguf/inspect-model";
import { padTo } from "../../../../src/main/core/gguf/read-tensors";
import type { ModelDimensions } from "../../../../src/main/core/library/library-port";
import { encodeHeader, tensorBytes, type HeaderPlan } from "../gguf-bytes";

/** What the parser finds in a model of this form, without a file. */
export function dimensionsOfOutline(plan: HeaderPlan): ModelDimensions {
  const header = encodeHeader(plan);
  const dataBytes = plan.tensors.reduce((end, tensor) => padTo(end, 32) + tensorBytes(tensor), 0);
  const source = {
    sizeBytes: header.length + dataBytes,
    read: (offset: number, length: number) => header.subarray(offset, offset + length),
  };
  return inspectModel(source, "outline").dimensions;
}
