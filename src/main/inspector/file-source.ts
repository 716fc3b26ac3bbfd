import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../core/gguf/byte-source";
import { GgufError } from "../core/gguf/gguf-error";

/** A regular file as a ByteSource. Reads are synchronous: the process does nothing else, and its parent keeps the time. */
export class FileSource implements ByteSource {
  readonly sizeBytes: number;
  readonly #file: number;

  constructor(path: string) {
    // Without O_NONBLOCK, opening a pipe that took the file's place would wait for a writer.
    this.#file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(this.#file);
    this.sizeBytes = status.size;
    if (status.isFile()) return;
    closeSync(this.#file);
    throw new GgufError("This is no regular file.");
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const count = readSync(this.#file, bytes, filled, length - filled, offset + filled);
      if (count === 0) throw new GgufError("The file became shorter while it was read.");
      filled += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}
