import { createHash } from "node:crypto";

/**
 * The beginning of a saved prefix's file, readable without the key: what the bound on disk is kept by. Nothing in it follows from the
 * conversation but its length, and everything in it is authenticated together with what comes after it.
 *
 * A file is this header, the tokens (4 bytes each) and the state, the latter two encrypted with AES-256-GCM, each with its tag behind it.
 */
export interface PrefixHeader {
  /** 32 bytes in hexadecimal, the file's name: a keyed hash over the tokens. */
  readonly key: string;
  readonly tokens: number;
  readonly stateBytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** What it took to compute the state. */
  readonly computeMilliseconds: number;
  /** 32 random bytes; the keys of this one file follow from them. */
  readonly salt: Buffer;
}

const magic = Buffer.from("TRESORKV");
/** Raise it with every change of the format: other versions are not read, and leave first. */
const formatVersion = 1;
export const headerBytes = 136;
export const tagBytes = 16;
export const prefixFileExtension = ".kv";

/** Of the encrypted tokens with their tag. */
export const sealedTokensBytes = (tokens: number): number => 4 * tokens + tagBytes;

export function prefixFileBytes({ tokens, stateBytes }: Pick<PrefixHeader, "tokens" | "stateBytes">): number {
  return headerBytes + sealedTokensBytes(tokens) + stateBytes + tagBytes;
}

/** @param binding what the state is valid for; see binding.ts */
export function encodeHeader(header: PrefixHeader, binding: string): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  magic.copy(bytes, 0);
  bytes.writeUInt32LE(formatVersion, 8);
  bytes.writeUInt32LE(header.tokens, 12);
  bytes.writeBigUInt64LE(BigInt(header.stateBytes), 16);
  bytes.writeDoubleLE(header.savedAt, 24);
  bytes.writeDoubleLE(header.computeMilliseconds, 32);
  header.salt.copy(bytes, 40);
  digestOf(binding).copy(bytes, 72);
  Buffer.from(header.key, "hex").copy(bytes, 104);
  return bytes;
}

/** Null for what is no header of this version, of this binding, or of a file of this length. */
export function decodeHeader(bytes: Buffer, binding: string, fileBytes: number): PrefixHeader | null {
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(magic)) return null;
  if (bytes.readUInt32LE(8) !== formatVersion || !bytes.subarray(72, 104).equals(digestOf(binding))) return null;
  const header: PrefixHeader = {
    key: bytes.toString("hex", 104, headerBytes),
    tokens: bytes.readUInt32LE(12),
    stateBytes: Number(bytes.readBigUInt64LE(16)),
    savedAt: bytes.readDoubleLE(24),
    computeMilliseconds: bytes.readDoubleLE(32),
    salt: Buffer.from(bytes.subarray(40, 72)),
  };
  const hasFigures = [header.savedAt, header.computeMilliseconds].every((figure) => figure >= 0 && figure < 1e15);
  return hasFigures && header.tokens > 0 && prefixFileBytes(header) === fileBytes ? header : null;
}

const digestOf = (binding: string): Buffer => createHash("sha256").update(binding).digest();
