import { ggmlTypes, type GgmlType } from "./ggml-types";
import { GgufError } from "./gguf-error";
import { ggufLimits } from "./gguf-limits";
import type { HeaderCursor } from "./header-cursor";

export interface TensorEntry {
  readonly name: string;
  /** Innermost first, as in the file. */
  readonly dimensions: readonly number[];
  readonly type: GgmlType;
  readonly elements: number;
  readonly bytes: number;
  /** From the start of the data section. */
  readonly offset: number;
}

/** The smallest entry: length of the name, one character, number of dimensions, one dimension, type, offset. */
const leastEntryBytes = 8 + 1 + 4 + 8 + 4 + 8;

/**
 * Reads the tensor list at the cursor. Tensors must lie one behind the other, each padded to the alignment, as llama.cpp
 * demands; so none can overlap another or the header.
 * @throws GgufError
 */
export function readTensors(cursor: HeaderCursor, count: number, alignment: number): readonly TensorEntry[] {
  if (count > ggufLimits.tensors || count * leastEntryBytes > cursor.remainingBytes) {
    throw new GgufError(
      `The file declares ${count} tensors; its ${cursor.remainingBytes} remaining bytes cannot hold their list, or no model needs so many.`,
    );
  }
  const names = new Set<string>();
  const tensors: TensorEntry[] = [];
  let end = 0;
  for (let index = 0; index < count; index++) {
    cursor.enter(`the tensor list (entry ${index + 1} of ${count})`);
    const tensor = readTensor(cursor);
    if (names.has(tensor.name)) throw new GgufError(`The tensor "${tensor.name}" occurs twice.`);
    names.add(tensor.name);
    const expected = padTo(end, alignment);
    if (tensor.offset !== expected) {
      throw new GgufError(`The tensor "${tensor.name}" claims offset ${tensor.offset}; it must be ${expected}.`);
    }
    end = expected + tensor.bytes;
    tensors.push(tensor);
  }
  return tensors;
}

export function padTo(position: number, alignment: number): number {
  return Math.ceil(position / alignment) * alignment;
}

function readTensor(cursor: HeaderCursor): TensorEntry {
  const name = readName(cursor);
  const dimensions = readDimensions(cursor, name);
  const type = readType(cursor, name);
  const offset = cursor.count();
  const elements = dimensions.reduce((product, dimension) => product * dimension, 1);
  // No type takes more than eight bytes for an element, so that the bytes are exact too.
  if (elements * 8 > Number.MAX_SAFE_INTEGER) {
    throw new GgufError(`The tensor "${name}" claims ${dimensions.join(" × ")} elements, more than any file holds.`);
  }
  if ((dimensions[0] ?? 0) % type.blockElements !== 0) {
    throw new GgufError(
      `The tensor "${name}" has rows of ${dimensions[0] ?? 0} elements, but ${type.name} stores blocks of ${type.blockElements}.`,
    );
  }
  const bytes = (elements / type.blockElements) * type.blockBytes;
  return { name, dimensions, type, elements, bytes, offset };
}

function readName(cursor: HeaderCursor): string {
  const length = cursor.count();
  if (length === 0 || length > ggufLimits.tensorNameBytes) {
    throw new GgufError(`A tensor's name is ${length} bytes long; it must have 1 to ${ggufLimits.tensorNameBytes}.`);
  }
  const name = cursor.text(length);
  if (!/^[\x21-\x7e]+$/.test(name))
    throw new GgufError("A tensor's name holds characters that are not printable ASCII.");
  return name;
}

function readDimensions(cursor: HeaderCursor, name: string): readonly number[] {
  const count = cursor.uint32();
  if (count === 0 || count > ggufLimits.tensorDimensions) {
    throw new GgufError(
      `The tensor "${name}" claims ${count} dimensions; it must have 1 to ${ggufLimits.tensorDimensions}.`,
    );
  }
  const dimensions = Array.from({ length: count }, () => cursor.count());
  if (dimensions.includes(0)) throw new GgufError(`The tensor "${name}" has a dimension of 0.`);
  return dimensions;
}

function readType(cursor: HeaderCursor, name: string): GgmlType {
  const id = cursor.uint32();
  const type = ggmlTypes.get(id);
  if (type === undefined) {
    throw new GgufError(`The tensor "${name}" has the type ${id}, which the engine does not know.`);
  }
  return type;
}
