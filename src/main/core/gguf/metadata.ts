import { GgufError } from "./gguf-error";

/** GGUF's value types; the index is the id in the file. */
export const valueTypes = [
  "u8",
  "i8",
  "u16",
  "i16",
  "u32",
  "i32",
  "f32",
  "bool",
  "string",
  "array",
  "u64",
  "i64",
  "f64",
] as const;
export type ValueType = (typeof valueTypes)[number];

/** Integers beyond 2^53 and floats that are no numbers are kept as their decimal text. */
export type Scalar = string | number | boolean;

export type MetadataValue =
  | { readonly kind: "scalar"; readonly type: ValueType; readonly value: Scalar }
  /** A text too long to keep. */
  | { readonly kind: "longText"; readonly bytes: number }
  | ArrayValue;

export interface ArrayValue {
  readonly kind: "array";
  readonly elementType: ValueType;
  readonly count: number;
  /** Null when there are too many to keep. */
  readonly elements: readonly Scalar[] | null;
  /** Of the list of tokens: all different ones, one character for each byte. */
  readonly different?: ReadonlySet<string>;
}

/** A header's keys and values, with lookups that refuse a value of the wrong kind. */
export class Metadata {
  readonly entries: ReadonlyMap<string, MetadataValue>;

  constructor(entries: ReadonlyMap<string, MetadataValue>) {
    this.entries = entries;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** @throws GgufError when there is a value that is no text */
  text(key: string): string | null {
    const value = this.entries.get(key);
    if (value === undefined) return null;
    if (value.kind === "scalar" && typeof value.value === "string") return value.value;
    throw new GgufError(`The metadata key "${key}" must be a text.`);
  }

  /** @throws GgufError when there is a value that is no integer of 0 or more */
  count(key: string): number | null {
    const value = this.entries.get(key);
    if (value === undefined) return null;
    if (value.kind === "scalar" && isCount(value.value)) return value.value;
    throw new GgufError(`The metadata key "${key}" must be an integer of 0 or more.`);
  }

  /** One count for each layer; a single one in the file counts for all. @throws GgufError when the array's length differs */
  countPerLayer(key: string, layers: number): readonly number[] | null {
    const value = this.entries.get(key);
    if (value === undefined) return null;
    if (value.kind !== "array") return new Array<number>(layers).fill(this.count(key) ?? 0);
    if (value.count !== layers) {
      throw new GgufError(
        `The metadata key "${key}" has ${value.count} values, but the model declares ${layers} layers.`,
      );
    }
    const counts = (value.elements ?? []).filter(isCount);
    if (counts.length !== layers) throw new GgufError(`The metadata key "${key}" must hold integers of 0 or more.`);
    return counts;
  }

  /** An array, whether its elements are kept or not. @throws GgufError when there is a value that is no array */
  array(key: string): ArrayValue | null {
    const value = this.entries.get(key);
    if (value === undefined) return null;
    if (value.kind === "array") return value;
    throw new GgufError(`The metadata key "${key}" must be an array.`);
  }
}

function isCount(value: Scalar): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
