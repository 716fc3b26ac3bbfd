import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const chunkBytes = 1024 * 1024;

/**
 * The SHA-256 of a file that is still coming, computed behind the bytes as far as they are whole from the beginning: they are read while the
 * system still has them in memory, and little is left to do at the end.
 */
export class TrailingHash {
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  readonly #buffer = Buffer.allocUnsafe(chunkBytes);
  #hashedBytes = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  /**
   * Hashes up to there, after what was asked before.
   *
   * @param mayGoOn is waited for before each piece
   * @throws Error of the file system, or of `mayGoOn`
   */
  follow(endBytes: number, mayGoOn: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(() => this.#read(endBytes, mayGoOn));
    return this.#work;
  }

  /** Of what has been hashed; nothing can follow. */
  digest(): string {
    return this.#hash.digest("hex");
  }

  async #read(endBytes: number, mayGoOn: () => Promise<void>): Promise<void> {
    while (this.#hashedBytes < endBytes) {
      await mayGoOn();
      const length = Math.min(chunkBytes, endBytes - this.#hashedBytes);
      const { bytesRead } = await this.#file.read(this.#buffer, 0, length, this.#hashedBytes);
      if (bytesRead === 0) throw new Error("The file became shorter while it was verified.");
      this.#hash.update(this.#buffer.subarray(0, bytesRead));
      this.#hashedBytes += bytesRead;
    }
  }
}
