import { constants } from "node:fs";
import { open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { diskFailure } from "../disk-space";
import {
  isSameFile,
  partPathOf,
  readJournal,
  removeHalfWritten,
  removeParts,
  writeJournal,
  type Identity,
  type Progress,
} from "./journal";
import { coveredBytes, withRange, type ByteRanges } from "./ranges";

/**
 * A file that is coming: the bytes in `FILE.part`, what is certain of them in `FILE.part.json`. Data is synced before the journal
 * names it, so that after any end of the process or the machine the journal claims nothing that is not there.
 */
export class PartFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #identity: Identity;
  #written: ByteRanges;
  #journalled: ByteRanges;
  #verified: string | null;
  #checkpoint: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle, identity: Identity, progress: Progress) {
    this.#path = path;
    this.#file = file;
    this.#identity = identity;
    this.#written = progress.ranges;
    this.#journalled = progress.ranges;
    this.#verified = progress.verified;
  }

  /**
   * Goes on with what a former process left where it belongs to the same file.
   *
   * @param startedOver is told why it does not
   * @throws Error of the file system
   */
  static async open(path: string, identity: Identity, startedOver: (reason: string) => void): Promise<PartFile> {
    await removeHalfWritten(path);
    const left = await readJournal(path);
    const isUsable = left !== null && isSameFile(left, identity);
    if (left !== null && !isUsable) startedOver("what had come belongs to another version of it");
    if (!isUsable) await removeParts(path);
    const file = await open(partPathOf(path), constants.O_RDWR | constants.O_CREAT, 0o644);
    return new PartFile(path, file, identity, isUsable ? left : { ranges: [], verified: null });
  }

  get handle(): FileHandle {
    return this.#file;
  }

  get identity(): Identity {
    return this.#identity;
  }

  get ranges(): ByteRanges {
    return this.#written;
  }

  /** What a crash cannot take any more. */
  get journalled(): ByteRanges {
    return this.#journalled;
  }

  /** The hash, where a former process has verified the file. */
  get verified(): string | null {
    return this.#verified;
  }

  /** @throws TresorError `disk_full`; Error of the file system */
  async write(bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw diskFailure(error, this.#identity.sizeBytes - coveredBytes(this.#written));
    }
    this.#written = withRange(this.#written, { start: position, end: position + bytes.length });
  }

  /** Makes sure of what has been written. @throws TresorError `disk_full`; Error of the file system */
  checkpoint(): Promise<void> {
    this.#checkpoint = this.#checkpoint.then(() => this.#makeSure());
    return this.#checkpoint;
  }

  /** @param sha256 the hash of the whole, which is as promised */
  async markVerified(sha256: string): Promise<void> {
    await this.checkpoint();
    this.#verified = sha256;
    await writeJournal(this.#path, this.#identity, { ranges: this.#written, verified: sha256 });
  }

  /** Forgets what has come; the file is another one, or the server cannot go on in the middle. */
  async startOver(identity: Identity): Promise<void> {
    await this.#checkpoint.catch(() => undefined);
    this.#identity = identity;
    this.#written = [];
    this.#journalled = [];
    this.#verified = null;
    await writeJournal(this.#path, identity, { ranges: [], verified: null });
    await this.#file.truncate(0);
  }

  async close(): Promise<void> {
    await this.#checkpoint.catch(() => undefined);
    await this.#file.close();
  }

  async #makeSure(): Promise<void> {
    const ranges = this.#written;
    if (ranges === this.#journalled) return;
    try {
      await this.#file.datasync();
      await writeJournal(this.#path, this.#identity, { ranges, verified: null });
    } catch (error) {
      throw diskFailure(error, this.#identity.sizeBytes - coveredBytes(ranges));
    }
    this.#journalled = ranges;
  }
}

/** Gives a verified file its name; what bore it before is replaced. */
export async function giveName(path: string): Promise<void> {
  await rename(partPathOf(path), path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  await removeParts(path);
}
