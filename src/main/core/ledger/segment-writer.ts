import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { SegmentFile } from "./segment-files";

/** Appends to one file. After a write that failed the file is cut back, so that it never holds half a line. */
export class SegmentWriter {
  readonly #file: FileHandle;
  #sizeBytes: number;

  private constructor(file: FileHandle, sizeBytes: number) {
    this.#file = file;
    this.#sizeBytes = sizeBytes;
  }

  /** `sizeBytes`: where to go on; 0 for a new file. */
  static async open({ path }: SegmentFile, sizeBytes: number): Promise<SegmentWriter> {
    const file = await open(path, sizeBytes === 0 ? "w" : "r+", 0o600);
    if (sizeBytes === 0) await syncFolder(dirname(path));
    return new SegmentWriter(file, sizeBytes);
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Resolves when the bytes are on the disk. @throws Error of the disk; nothing of them is in the file then */
  async append(bytes: Buffer): Promise<void> {
    try {
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await this.#file.write(
          bytes,
          written,
          bytes.length - written,
          this.#sizeBytes + written,
        );
        written += bytesWritten;
      }
      await this.#file.datasync();
      this.#sizeBytes += bytes.length;
    } catch (error) {
      await this.#file.truncate(this.#sizeBytes).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
