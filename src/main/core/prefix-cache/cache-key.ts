import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { KeyStore } from "../kernel/key-store";

const keyBytes = 32;
const plainFile = (folder: string) => join(folder, "prefix-key");
const encryptedFile = (folder: string) => join(folder, "prefix-key.encrypted");

/**
 * The key that saved prefixes are encrypted with: from a file that the key store has encrypted, or where there is none, from one of
 * mode 0600. Made at the first call, and again when it cannot be had any more: what it encrypted is lost then, which costs time only.
 */
export async function readCacheKey(folder: string, keyStore: KeyStore | null): Promise<Buffer> {
  const plain = await readKey(plainFile(folder), async (content) => content);
  if (keyStore === null || !(await keyStore.isAvailable()))
    return plain ?? (await writeKey(plainFile(folder), randomBytes(keyBytes)));
  const kept = await readKey(encryptedFile(folder), (content) => keyStore.decrypt(content));
  if (kept !== null) return kept;
  const key = plain ?? randomBytes(keyBytes);
  await writeFileAtomic(encryptedFile(folder), await keyStore.encrypt(key));
  // The key of a time without a key store has moved into it.
  await rm(plainFile(folder), { force: true });
  return key;
}

export function keyHeldBy(folder: string): "keyStore" | "file" | null {
  if (existsSync(encryptedFile(folder))) return "keyStore";
  return existsSync(plainFile(folder)) ? "file" : null;
}

/** What stands for a model. It depends on the key, so that names tell no model and files of different keys lie apart. */
export function identityOf(modelDigest: string, key: Buffer): string {
  return createHmac("sha256", key).update(`tresor prefix model ${modelDigest}`).digest("hex");
}

/** The key of one model's worker, which opens the files of this model only. */
export function workerKey(key: Buffer, identity: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", `tresor prefix worker ${identity}`, keyBytes));
}

async function readKey(path: string, decode: (content: Buffer) => Promise<Buffer>): Promise<Buffer | null> {
  try {
    const key = await decode(await readFile(path));
    return key.length === keyBytes ? key : null;
  } catch {
    return null;
  }
}

async function writeKey(path: string, key: Buffer): Promise<Buffer> {
  await writeFileAtomic(path, key);
  return key;
}
