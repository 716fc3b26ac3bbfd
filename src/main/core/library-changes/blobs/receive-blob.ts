import { createHash } from "node:crypto";
import { open, rename, rm, statfs } from "node:fs/promises";
import { TresorError } from "../../../../shared/errors";
import { throwIfAborted } from "../../kernel/until-aborted";

/** Left free on the disk, so that an upload makes nothing else fail. */
const sparedBytes = 1e9;
/** Longer than any model file is. */
const mostBytes = 4e12;
/** How much may come between two looks at the disk, where the length is not said. */
const lookBytes = 256e6;
const ggufMagic = Buffer.from("GGUF");

export interface Receiving {
  readonly content: AsyncIterable<Uint8Array>;
  /** What the sender says; null: nothing. */
  readonly lengthBytes: number | null;
  readonly digest: string;
  readonly folder: string;
  /** A name in the folder that nothing has. */
  readonly temporary: string;
  readonly target: string;
  readonly signal: AbortSignal;
}

/**
 * Writes what comes to `temporary`, hashing on the way, and calls it `target` when it is what its digest says. Nothing stays otherwise.
 * @throws TresorError `disk_full`, `body_too_large`, `model_rejected`, the signal's reason; what the file system throws
 */
export async function receiveBlob(receiving: Receiving): Promise<void> {
  const { content, lengthBytes, digest, folder, temporary, target, signal } = receiving;
  if ((lengthBytes ?? 0) > mostBytes) throw tooLarge();
  await refuseFullDisk(folder, lengthBytes ?? 0);
  const hash = createHash("sha256");
  const file = await open(temporary, "wx", 0o600);
  try {
    let bytes = 0;
    let lookAt = lookBytes;
    try {
      for await (const piece of content) {
        throwIfAborted(signal);
        if (bytes === 0) refuseOthers(piece);
        bytes += piece.byteLength;
        if (bytes > mostBytes) throw tooLarge();
        if (bytes > lookAt) {
          await refuseFullDisk(folder, 0);
          lookAt = bytes + lookBytes;
        }
        hash.update(piece);
        await file.writeFile(piece);
      }
      throwIfAborted(signal);
      await file.sync();
    } finally {
      await file.close();
    }
    const found = `sha256:${hash.digest("hex")}`;
    if (found !== digest) {
      throw new TresorError("invalid_request", `What came is ${found} and not ${digest}; send it again.`, {
        field: "digest",
      });
    }
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Only models are kept: this is no place to put files. The inspector judges them when they are named. */
function refuseOthers(first: Uint8Array): void {
  if (ggufMagic.equals(first.subarray(0, ggufMagic.length))) return;
  throw new TresorError(
    "model_rejected",
    "This is no GGUF file; only models in that format can be sent. Convert it first.",
  );
}

async function refuseFullDisk(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (neededBytes + sparedBytes <= freeBytes) return;
  throw new TresorError(
    "disk_full",
    `${folder} has ${(freeBytes / 1e9).toFixed(1)} GB free, and ${((neededBytes + sparedBytes) / 1e9).toFixed(1)} GB are needed; make room there.`,
    { neededBytes: neededBytes + sparedBytes, freeBytes },
  );
}

function tooLarge(): TresorError {
  return new TresorError("body_too_large", `A file may have at most ${mostBytes} bytes.`, { limitBytes: mostBytes });
}
