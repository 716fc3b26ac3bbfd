import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { padTo } from "../../../../src/main/core/gguf/read-tensors";
import { encodeHeader, tensorBytes, type HeaderPlan } from "../gguf-bytes";

/** Writes a model of any size whose weights are a hole in the file: for the engine's own estimates, which read no weights. */
export function writeOutline(path: string, plan: HeaderPlan): void {
  const file = openSync(path, "w");
  try {
    const header = encodeHeader(plan);
    writeSync(file, header);
    const dataBytes = plan.tensors.reduce((end, tensor) => padTo(end, 32) + tensorBytes(tensor), 0);
    ftruncateSync(file, header.length + dataBytes);
  } finally {
    closeSync(file);
  }
}
