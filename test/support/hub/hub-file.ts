import { createHash } from "node:crypto";

/** A file of the local hub: what it is, and what is said of it. */
export interface HubFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** What the list of files promises; null: it says nothing of LFS. */
  readonly sha256: string | null;
  /** What the list of files says; null: it does not. */
  readonly sizeBytes: number | null;
  readonly etag: string;
}

/** Bytes of no meaning, the same for the same seed. */
export function hubFile(path: string, sizeBytes: number, rest: Partial<HubFile> = {}): HubFile {
  const bytes = rest.bytes ?? seededBytes(sizeBytes, path);
  const sha256 = sha256Of(bytes);
  return { path, bytes, sha256, sizeBytes: bytes.length, etag: `"${sha256.slice(0, 32)}"`, ...rest };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function seededBytes(sizeBytes: number, seed: string): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = Buffer.from(seed).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 1) || 1;
  for (let at = 0; at + 4 <= sizeBytes; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state | 0, at);
  }
  return bytes;
}
