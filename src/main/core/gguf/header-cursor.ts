import type { ByteSource } from "./byte-source";
import { GgufError } from "./gguf-error";
import { ggufLimits } from "./gguf-limits";

const blockBytes = 256 * 1024;
const decoder = new TextDecoder("utf-8");

/**
 * Reads a header front to back in blocks. Every length is checked against the bytes that remain before anything is read or
 * allocated, and the position never passes the limit for headers.
 */
export class HeaderCursor {
  readonly #source: ByteSource;
  #section = "the start";
  #position = 0;
  #block: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #blockStart = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get position(): number {
    return this.#position;
  }

  get remainingBytes(): number {
    return this.#source.sizeBytes - this.#position;
  }

  /** Names what is read from here on, for messages: "the metadata", "the tensor list". */
  enter(section: string): void {
    this.#section = section;
  }

  uint8(): number {
    const at = this.#take(1);
    return this.#view.getUint8(at);
  }

  int8(): number {
    const at = this.#take(1);
    return this.#view.getInt8(at);
  }

  uint16(): number {
    const at = this.#take(2);
    return this.#view.getUint16(at, true);
  }

  int16(): number {
    const at = this.#take(2);
    return this.#view.getInt16(at, true);
  }

  uint32(): number {
    const at = this.#take(4);
    return this.#view.getUint32(at, true);
  }

  int32(): number {
    const at = this.#take(4);
    return this.#view.getInt32(at, true);
  }

  float32(): number {
    const at = this.#take(4);
    return this.#view.getFloat32(at, true);
  }

  float64(): number {
    const at = this.#take(8);
    return this.#view.getFloat64(at, true);
  }

  uint64(): bigint {
    const at = this.#take(8);
    return this.#view.getBigUint64(at, true);
  }

  int64(): bigint {
    const at = this.#take(8);
    return this.#view.getBigInt64(at, true);
  }

  /** A 64-bit count, length or offset. Beyond 2^53 it is no longer exact, which no honest file reaches. */
  count(): number {
    const at = this.#take(8);
    return this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
  }

  /** The bytes of a text whose length has been read; invalid UTF-8 becomes U+FFFD. */
  text(length: number): string {
    if (length === 0) return "";
    const at = this.#take(length);
    return decoder.decode(this.#block.subarray(at, at + length));
  }

  /** The bytes of a text, one character each: two are equal only when their bytes are. */
  byteText(length: number): string {
    const at = this.#take(length);
    return Buffer.from(this.#block.buffer, this.#block.byteOffset + at, length).toString("latin1");
  }

  skip(length: number): void {
    this.#require(length);
    this.#position += length;
  }

  /** @throws GgufError when fewer bytes remain, or the header would grow beyond its limit */
  #require(length: number): void {
    const end = this.#position + length;
    if (end > this.#source.sizeBytes) {
      throw new GgufError(
        `The file is cut short or lies about its contents: ${this.#section} needs ${length} bytes at position ${this.#position}, but the file has ${this.#source.sizeBytes} in all.`,
      );
    }
    if (end > ggufLimits.headerBytes) {
      throw new GgufError(
        `The header is longer than ${ggufLimits.headerBytes} bytes, more than any model needs; the file looks hostile.`,
      );
    }
  }

  /** Makes `length` bytes available in the block, passes them, and returns where in the block they start. */
  #take(length: number): number {
    this.#require(length);
    const start = this.#position;
    if (start < this.#blockStart || start + length > this.#blockStart + this.#block.length) this.#fill(start, length);
    this.#position += length;
    return start - this.#blockStart;
  }

  #fill(start: number, least: number): void {
    const length = Math.min(Math.max(least, blockBytes), this.#source.sizeBytes - start);
    this.#block = this.#source.read(start, length);
    this.#view = new DataView(this.#block.buffer, this.#block.byteOffset, this.#block.byteLength);
    this.#blockStart = start;
  }
}
