import type { Hash } from "node:crypto";
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { TresorError } from "../../../shared/errors";
import { throwIfAborted } from "../kernel/until-aborted";
import type { SourceFile } from "./read-source";

/** Small enough that hashing one holds up nothing else that this process does. */
const chunkBytes = 2 ** 20;

export interface Copying {
  readonly source: SourceFile;
  /** Must not exist. */
  readonly target: string;
  /** Gets what is read: a model in several files is one stream of bytes. */
  readonly hash: Hash;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
}

/**
 * Copies a file and hashes it on the way; synced to the disk when it resolves. What was written stays when it fails.
 * @throws TresorError `model_rejected` when the file changed meanwhile, the signal's reason; what the file system throws
 */
export async function copyHashing({ source, target, hash, signal, onBytes }: Copying): Promise<void> {
  const from = await open(source.realPath, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const to = await open(target, "wx", 0o600);
    try {
      const buffer = Buffer.allocUnsafe(chunkBytes);
      // A file that grows faster than it is copied would have no end.
      for (let left = source.sizeBytes; left > 0;) {
        throwIfAborted(signal);
        const { bytesRead } = await from.read(buffer, 0, Math.min(chunkBytes, left), null);
        if (bytesRead === 0) break;
        left -= bytesRead;
        hash.update(buffer.subarray(0, bytesRead));
        await writeWhole(to, buffer.subarray(0, bytesRead));
        onBytes(bytesRead);
      }
      await to.sync();
    } finally {
      await to.close();
    }
    const { size, mtimeMs } = await from.stat();
    if (size !== source.sizeBytes || mtimeMs !== source.modifiedMilliseconds) {
      throw new TresorError("model_rejected", `${source.path} changed while it was copied; try again.`);
    }
  } finally {
    await from.close();
  }
}

/** A file system may take less at once than it is given. */
async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, null);
    written += bytesWritten;
  }
}
