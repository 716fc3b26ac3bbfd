import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const chunkBytes = 1024 * 1024;

/**
 * The SHA-256 of a file that is still coming, computed behind the bytes as far as they are whole from the beginning: they are read while the
 * system still has them in memory, and little is left to do at the end. One `follow` at a time.
 */
export class TrailingHash {
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  readonly #buffer = Buffer.allocUnsafe(chunkBytes);
  #hashedBytes = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  /**
   * Hashes up to there, or as far as it may.
   *
   * @param mayGoOn is asked before each piece
   * @throws Error of the file system, or of `mayGoOn`
   */
  async follow(endBytes: number, mayGoOn: () => Promise<boolean>): Promise<void> {
    while (this.#hashedBytes < endBytes && (await mayGoOn())) {
      const length = Math.min(chunkBytes, endBytes - this.#hashedBytes);
      const { bytesRead } = await this.#file.read(this.#buffer, 0, length, this.#hashedBytes);
      if (bytesRead === 0) throw new Error("The file became shorter while it was verified.");
      this.#hash.update(this.#buffer.subarray(0, bytesRead));
      this.#hashedBytes += bytesRead;
    }
  }

  /** Of what has been hashed; nothing can follow. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
