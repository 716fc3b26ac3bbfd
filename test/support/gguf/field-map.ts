import { valueTypes } from "../../../src/main/core/gguf/metadata";

/** A place in a header and what stands there. */
export interface Field {
  readonly kind:
    "count" | "length" | "valueType" | "value" | "text" | "dimensions" | "dimension" | "tensorType" | "offset";
  readonly at: number;
  readonly bytes: number;
}

/** One metadata entry from the length of its key to the end of its value. */
interface EntrySpan {
  readonly start: number;
  readonly end: number;
}

export interface FieldMap {
  readonly fields: readonly Field[];
  readonly entries: readonly EntrySpan[];
  /** Where the tensor list begins. */
  readonly metadataEnd: number;
  readonly headerEnd: number;
}

export const countAt = { tensors: 8, metadata: 16 } as const;
const sizes: Readonly<Record<string, number>> = { u8: 1, i8: 1, bool: 1, u16: 2, i16: 2, u64: 8, i64: 8, f64: 8 };
/** Of long arrays only the first elements are listed; a change in the thousandth is no other change. */
const mostElements = 8;

/** Walks over a header that is known to be good. */
export function mapFields(file: Buffer): FieldMap {
  const walk = new Walk(file);
  walk.field("count", 8);
  walk.field("count", 8);
  const entries: EntrySpan[] = [];
  for (let left = walk.number(countAt.metadata); left > 0; left--) {
    const start = walk.at;
    walk.text();
    walk.value();
    entries.push({ start, end: walk.at });
  }
  const metadataEnd = walk.at;
  for (let left = walk.number(countAt.tensors); left > 0; left--) walk.tensor();
  return { fields: walk.fields, entries, metadataEnd, headerEnd: walk.at };
}

class Walk {
  readonly fields: Field[] = [];
  at = 8;
  readonly #file: Buffer;

  constructor(file: Buffer) {
    this.#file = file;
  }

  number(at: number): number {
    return Number(this.#file.readBigUInt64LE(at));
  }

  field(kind: Field["kind"], bytes: number, listed = true): void {
    if (listed && bytes > 0) this.fields.push({ kind, at: this.at, bytes });
    this.at += bytes;
  }

  text(listed = true): void {
    const length = this.number(this.at);
    this.field("length", 8, listed);
    this.field("text", length, listed);
  }

  value(): void {
    const type = this.#type();
    if (type !== "array") return this.#scalar(type);
    const elementType = this.#type();
    const count = this.number(this.at);
    this.field("count", 8);
    for (let index = 0; index < count; index++) this.#scalar(elementType, index < mostElements);
  }

  tensor(): void {
    this.text();
    const dimensions = this.#file.readUInt32LE(this.at);
    this.field("dimensions", 4);
    for (let index = 0; index < dimensions; index++) this.field("dimension", 8);
    this.field("tensorType", 4);
    this.field("offset", 8);
  }

  #type(): string {
    const id = this.#file.readUInt32LE(this.at);
    this.field("valueType", 4);
    return valueTypes[id] ?? "none";
  }

  #scalar(type: string, listed = true): void {
    if (type === "string") this.text(listed);
    else this.field("value", sizes[type] ?? 4, listed);
  }
}
