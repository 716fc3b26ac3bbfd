import type { ByteSource } from "../../../src/main/core/gguf/byte-source";

/** A file in memory that counts what is read of it and refuses, as a disk would not, to read beyond its end. */
export class BufferSource implements ByteSource {
  readonly sizeBytes: number;
  readonly #bytes: Uint8Array;
  #bytesRead = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.sizeBytes = bytes.length;
  }

  get bytesRead(): number {
    return this.#bytesRead;
  }

  read(offset: number, length: number): Uint8Array {
    if (offset < 0 || length < 0 || offset + length > this.sizeBytes) {
      throw new Error(`The parser reads ${length} bytes at ${offset} of ${this.sizeBytes}.`);
    }
    this.#bytesRead += length;
    return this.#bytes.subarray(offset, offset + length);
  }
}
