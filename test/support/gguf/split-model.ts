import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseHeader } from "../../../src/main/core/gguf/parse-header";
import { padTo, type TensorEntry } from "../../../src/main/core/gguf/read-tensors";
import { BufferSource } from "./buffer-source";
import { encodeEntry, encodeTensor, number32, number64, type EntryValue } from "./gguf-bytes";

export interface SplitOptions {
  readonly parts: number;
  /** The first part holds metadata only, as some tools write it. */
  readonly emptyFirst?: boolean;
  /** Replaces entries of one part, counted from 0; for parts that lie. */
  readonly change?: (part: number, entries: Record<string, EntryValue>) => Record<string, EntryValue>;
}

/** Splits a model as llama.cpp's gguf-split does: beside it, `NAME-00001-of-0000N.gguf`. Returns the paths in order. */
export function splitModel(path: string, { parts, emptyFirst = false, change }: SplitOptions): readonly string[] {
  const bytes = readFileSync(path);
  const { tensors, dataOffset } = parseHeader(new BufferSource(bytes));
  const metadata = rawMetadata(bytes, tensors);
  const stem = path.replace(/\.gguf$/, "").slice(dirname(path).length + 1);
  const filled = emptyFirst ? parts - 1 : parts;
  return Array.from({ length: parts }, (_, part) => {
    const index = emptyFirst ? part - 1 : part;
    const share = tensors.filter((_tensor, at) => Math.floor((at * filled) / tensors.length) === index);
    const own: Record<string, EntryValue> = {
      "split.no": { type: "u16", value: part },
      "split.count": { type: "u16", value: parts },
      "split.tensors.count": { type: "i32", value: tensors.length },
    };
    const entries = Object.entries(change?.(part, own) ?? own).map(([key, value]) => encodeEntry(key, value));
    const inherited = part === 0 ? metadata : { count: 0, bytes: Buffer.alloc(0) };
    const file = encodePart(bytes, dataOffset, share, inherited.count + entries.length, [inherited.bytes, ...entries]);
    const digits = (number: number) => String(number).padStart(5, "0");
    const target = join(dirname(path), `${stem}-${digits(part + 1)}-of-${digits(parts)}.gguf`);
    writeFileSync(target, file);
    return target;
  });
}

/** The entries as they stand in the file: from behind the counts to the tensor list, whose length is known. */
function rawMetadata(
  bytes: Buffer,
  tensors: readonly TensorEntry[],
): { readonly count: number; readonly bytes: Buffer } {
  const [first] = tensors;
  if (first === undefined) throw new Error("A model without tensors cannot be split.");
  const list = bytes.indexOf(encodeTensor(planOf(first), first.offset));
  return { count: Number(bytes.readBigUInt64LE(16)), bytes: bytes.subarray(24, list) };
}

function encodePart(
  bytes: Buffer,
  dataOffset: number,
  tensors: readonly TensorEntry[],
  count: number,
  entries: readonly Buffer[],
): Buffer {
  const chunks = [Buffer.from("GGUF"), number32(3), number64(tensors.length), number64(count), ...entries];
  const data: Buffer[] = [];
  let end = 0;
  for (const tensor of tensors) {
    chunks.push(encodeTensor(planOf(tensor), end));
    const start = dataOffset + tensor.offset;
    data.push(bytes.subarray(start, start + tensor.bytes), Buffer.alloc(padTo(tensor.bytes, 32) - tensor.bytes));
    end += padTo(tensor.bytes, 32);
  }
  const header = Buffer.concat(chunks);
  return Buffer.concat([header, Buffer.alloc(padTo(header.length, 32) - header.length), ...data]);
}

function planOf({ name, dimensions, type }: TensorEntry) {
  return { name, dimensions, type: type.name };
}
