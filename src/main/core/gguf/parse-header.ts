import type { ByteSource } from "./byte-source";
import { GgufError } from "./gguf-error";
import { ggufLimits } from "./gguf-limits";
import { HeaderCursor } from "./header-cursor";
import type { Metadata } from "./metadata";
import { readMetadata } from "./read-metadata";
import { padTo, readTensors, type TensorEntry } from "./read-tensors";

export interface GgufHeader {
  readonly version: number;
  readonly metadata: Metadata;
  readonly tensors: readonly TensorEntry[];
  /** Where the tensors' data begin in the file. */
  readonly dataOffset: number;
}

const magic = 0x46554747; // "GGUF", little-endian
const defaultAlignment = 32;

/**
 * Reads and checks the header of a GGUF file of version 2 or 3, whoever made it: no count, length or offset is believed before it
 * has been held against the size of the file. Time and memory are bounded by `ggufLimits`. Whether it is a whole model, or one with
 * the parts beside it, is up to `joinParts`.
 * @throws GgufError with the reason for which the file is refused
 */
export function parseHeader(source: ByteSource): GgufHeader {
  const cursor = new HeaderCursor(source);
  if (source.sizeBytes === 0) throw new GgufError("The file is empty.");
  if (source.sizeBytes < 4 || cursor.uint32() !== magic) {
    throw new GgufError('The file is not GGUF: it does not begin with "GGUF".');
  }
  const version = readVersion(cursor);
  const tensorCount = cursor.count();
  const metadata = readMetadata(cursor, cursor.count());
  const alignment = alignmentOf(metadata);
  const tensors = readTensors(cursor, tensorCount, alignment);
  const dataOffset = padTo(cursor.position, alignment);
  refuseTruncatedData(tensors, dataOffset, source.sizeBytes);
  return { version, metadata, tensors, dataOffset };
}

function readVersion(cursor: HeaderCursor): number {
  const version = cursor.uint32();
  if (version === 2 || version === 3) return version;
  if (version !== 0 && (version & 0xffff) === 0) {
    throw new GgufError("The file is written in big-endian byte order; this machine needs a little-endian one.");
  }
  throw new GgufError(`The file is GGUF version ${version}; only versions 2 and 3 are supported.`);
}

function alignmentOf(metadata: Metadata): number {
  const value = metadata.entries.get("general.alignment");
  if (value === undefined) return defaultAlignment;
  const alignment = value.kind === "scalar" && value.type === "u32" ? Number(value.value) : 0;
  if (alignment > 0 && alignment <= ggufLimits.alignmentBytes && Number.isInteger(Math.log2(alignment))) {
    return alignment;
  }
  throw new GgufError(
    `The alignment must be a 32-bit power of two of at most ${ggufLimits.alignmentBytes}; the file says ${describe(value)}.`,
  );
}

function describe(value: { readonly kind: string; readonly type?: string; readonly value?: unknown }): string {
  return value.kind === "scalar" ? `${String(value.value)} (${value.type ?? "unknown"})` : `a value of another kind`;
}

function refuseTruncatedData(tensors: readonly TensorEntry[], dataOffset: number, sizeBytes: number): void {
  const cut = tensors.find((tensor) => dataOffset + tensor.offset + tensor.bytes > sizeBytes);
  if (cut === undefined) return;
  const last = tensors.at(-1) ?? cut;
  const needed = dataOffset + last.offset + last.bytes;
  throw new GgufError(
    `The file is cut short or lies about its contents: its tensors reach to byte ${needed}, but it ends at ${sizeBytes} (the first that is missing data is "${cut.name}"). Get the file again.`,
  );
}
