import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { padTo } from "../../../src/main/core/gguf/read-tensors";
import { encodeHeader, ggmlTypeNamed, tensorBytes, type EntryValue, type TensorPlan } from "./gguf-bytes";
import { TensorNoise, type WeightType } from "./tensor-noise";

/** The element in a column (along the first dimension) and a row. Such tensors are F32. */
export type ElementValue = (column: number, row: number) => number;

export interface ModelTensor extends TensorPlan {
  readonly type: WeightType;
  /** `output`: random but for the silent rows, which are zeros. */
  readonly content: "random" | "output" | ElementValue;
}

interface ModelFile {
  readonly path: string;
  readonly metadata: Readonly<Record<string, EntryValue>>;
  readonly tensors: readonly ModelTensor[];
  /** The first rows of an `output` tensor: tokens that a greedy answer must not hold. */
  readonly silentRows: number;
  readonly seed?: number | undefined;
}

export const ones: ElementValue = () => 1;
export const zeros: ElementValue = () => 0;

/** Writes a whole model. Needs a few megabytes of memory, whatever the size. Returns the size in bytes. */
export function writeModelFile({ path, metadata, tensors, silentRows, seed = 1 }: ModelFile): number {
  const noise = new TensorNoise(seed);
  const file = openSync(path, "w");
  try {
    writeSync(file, encodeHeader({ metadata, tensors }));
    for (const tensor of tensors) {
      const bytes = tensorBytes(tensor);
      for (const chunk of contentOf(tensor, noise, silentRows)) writeSync(file, chunk);
      writeSync(file, Buffer.alloc(padTo(bytes, 32) - bytes));
    }
  } finally {
    closeSync(file);
  }
  return statSync(path).size;
}

function* contentOf(tensor: ModelTensor, noise: TensorNoise, silentRows: number): Generator<Buffer> {
  const { content, type, dimensions } = tensor;
  const total = tensorBytes(tensor);
  const [columns = 0] = dimensions;
  if (typeof content === "function") {
    yield elements(content, columns, total / 4);
    return;
  }
  const { blockElements, blockBytes } = ggmlTypeNamed(type);
  const silentBytes = content === "output" ? silentRows * (columns / blockElements) * blockBytes : 0;
  if (silentBytes > 0) yield Buffer.alloc(silentBytes);
  yield* noise.chunks(type, total - silentBytes);
}

function elements(value: ElementValue, columns: number, count: number): Buffer {
  const bytes = Buffer.alloc(count * 4);
  for (let at = 0; at < count; at++) bytes.writeFloatLE(value(at % columns, Math.floor(at / columns)), at * 4);
  return bytes;
}
