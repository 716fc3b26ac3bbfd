import { ggmlTypes, type GgmlType } from "../../../src/main/core/gguf/ggml-types";
import { padTo } from "../../../src/main/core/gguf/read-tensors";

/** Value types by the names that the parser uses, with their ids in the file. */
const valueTypeIds = { u8: 0, u16: 2, u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9, u64: 10 } as const;
type NumberType = "u8" | "u16" | "u32" | "i32" | "f32" | "bool" | "u64";

export type EntryValue =
  | { readonly type: NumberType; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "strings"; readonly value: readonly string[] }
  | { readonly type: "numbers"; readonly elementType: NumberType; readonly value: readonly number[] }
  /** Bytes as they are, for malformed files. */
  | { readonly type: "raw"; readonly typeId: number; readonly bytes: Buffer };

export interface TensorPlan {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: string;
}

export interface HeaderPlan {
  readonly version?: number;
  /** A record keeps tests short; the order is the order in the file. */
  readonly metadata: Readonly<Record<string, EntryValue>>;
  readonly tensors: readonly TensorPlan[];
}

export const u32 = (value: number): EntryValue => ({ type: "u32", value });
export const f32 = (value: number): EntryValue => ({ type: "f32", value });
export const bool = (value: boolean): EntryValue => ({ type: "bool", value: value ? 1 : 0 });
export const text = (value: string): EntryValue => ({ type: "string", value });
export const texts = (value: readonly string[]): EntryValue => ({ type: "strings", value });
export const numbers = (elementType: NumberType, value: readonly number[]): EntryValue => ({
  type: "numbers",
  elementType,
  value,
});

export function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

export function number64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export function lengthAndText(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([number64(bytes.length), bytes]);
}

export function ggmlTypeNamed(name: string): GgmlType {
  for (const type of ggmlTypes.values()) if (type.name === name) return type;
  throw new Error(`There is no ggml type ${name}.`);
}

export function tensorBytes({ dimensions, type }: TensorPlan): number {
  const { blockElements, blockBytes } = ggmlTypeNamed(type);
  return (dimensions.reduce((product, dimension) => product * dimension, 1) / blockElements) * blockBytes;
}

export function encodeEntry(key: string, value: EntryValue): Buffer {
  return Buffer.concat([lengthAndText(key), encodeValue(value)]);
}

/** A header up to and with the padding before the data section; alignment 32. */
export function encodeHeader({ version = 3, metadata, tensors }: HeaderPlan): Buffer {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from("GGUF"), number32(version), number64(tensors.length), number64(entries.length)];
  for (const [key, value] of entries) parts.push(encodeEntry(key, value));
  let offset = 0;
  for (const tensor of tensors) {
    parts.push(encodeTensor(tensor, offset));
    offset = padTo(offset + tensorBytes(tensor), 32);
  }
  const header = Buffer.concat(parts);
  return Buffer.concat([header, Buffer.alloc(padTo(header.length, 32) - header.length)]);
}

export function encodeTensor(tensor: TensorPlan, offset: number | bigint): Buffer {
  return Buffer.concat([
    lengthAndText(tensor.name),
    number32(tensor.dimensions.length),
    ...tensor.dimensions.map(number64),
    number32(ggmlTypeNamed(tensor.type).id),
    number64(offset),
  ]);
}

/** A whole file whose weights are zeros; for tests that read no weights. */
export function encodeFile(plan: HeaderPlan): Buffer {
  const dataBytes = plan.tensors.reduce((end, tensor) => padTo(end, 32) + tensorBytes(tensor), 0);
  return Buffer.concat([encodeHeader(plan), Buffer.alloc(dataBytes)]);
}

function encodeValue(value: EntryValue): Buffer {
  switch (value.type) {
    case "string":
      return Buffer.concat([number32(valueTypeIds.string), lengthAndText(value.value)]);
    case "strings":
      return Buffer.concat([...arrayStart("string", value.value.length), ...value.value.map(lengthAndText)]);
    case "numbers": {
      const elements = value.value.map((element) => encodeNumber(value.elementType, element));
      return Buffer.concat([...arrayStart(value.elementType, elements.length), ...elements]);
    }
    case "raw":
      return Buffer.concat([number32(value.typeId), value.bytes]);
    case "u8":
    case "u16":
    case "u32":
    case "i32":
    case "f32":
    case "bool":
    case "u64":
      return Buffer.concat([number32(valueTypeIds[value.type]), encodeNumber(value.type, value.value)]);
  }
}

function arrayStart(elementType: keyof typeof valueTypeIds, length: number): readonly Buffer[] {
  return [number32(valueTypeIds.array), number32(valueTypeIds[elementType]), number64(length)];
}

function encodeNumber(type: NumberType, value: number): Buffer {
  switch (type) {
    case "u8":
    case "bool":
      return Buffer.from([value]);
    case "u16": {
      const bytes = Buffer.alloc(2);
      bytes.writeUInt16LE(value);
      return bytes;
    }
    case "u32":
    case "i32":
      return number32(value);
    case "u64":
      return number64(value);
    case "f32": {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value);
      return bytes;
    }
  }
}
