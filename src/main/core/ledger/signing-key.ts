import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { KeyStore } from "../kernel/key-store";

const plainFile = (folder: string) => join(folder, "ledger-key");
const promptKeyBytes = 32;
const encryptedFile = (folder: string) => join(folder, "ledger-key.encrypted");

/** Signs the ledger: Ed25519 (RFC 8032). */
export interface SigningKey {
  /** SPKI in base64, as it stands in the ledger. */
  readonly publicKey: string;
  /** Signature in base64. */
  sign(number: number, previous: string): string;
  /** HMAC-SHA-256 in hex with a key derived from the private one: nobody else can try prompts until one fits. */
  hashPrompt(prompt: string): string;
}

/**
 * The private key: in a file that the key store has encrypted, or where there is none, in one of mode 0600. Made at the first call. One
 * that cannot be read is not replaced: whoever signs from then on would be somebody else.
 * @throws Error when there is a key that cannot be had
 */
export async function openSigningKey(folder: string, keyStore: KeyStore | null): Promise<SigningKey> {
  return signingKey(await readOrMake(folder, keyStore !== null && (await keyStore.isAvailable()) ? keyStore : null));
}

export function signingKey(privateKey: KeyObject): SigningKey {
  const secret = privateKey.export({ type: "pkcs8", format: "der" });
  const promptKey = Buffer.from(hkdfSync("sha256", secret, "", "tresor ledger prompt", promptKeyBytes));
  return {
    publicKey: createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64"),
    sign: (number, previous) => sign(null, signedText(number, previous), privateKey).toString("base64"),
    hashPrompt: (prompt) => createHmac("sha256", promptKey).update(prompt).digest("hex"),
  };
}

/** False for a signature or a key that is none, too. */
export function isSignedBy(publicKey: string, number: number, previous: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verify(null, signedText(number, previous), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** The first half of the SHA-256 of a public key, to be compared by eye. */
export function fingerprintOf(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex").slice(0, 32);
}

const signedText = (number: number, previous: string): Buffer => Buffer.from(`tresor ledger ${number} ${previous}`);

async function readOrMake(folder: string, keyStore: KeyStore | null): Promise<KeyObject> {
  const plain = await readIfThere(plainFile(folder));
  if (keyStore === null) return plain === null ? await make(plainFile(folder), async (key) => key) : keyOf(plain);
  const encrypted = await readIfThere(encryptedFile(folder));
  if (encrypted !== null) return keyOf(await keyStore.decrypt(encrypted));
  if (plain === null) return await make(encryptedFile(folder), (key) => keyStore.encrypt(key));
  // The key of a time without a key store moves into it.
  await writeFileAtomic(encryptedFile(folder), await keyStore.encrypt(plain));
  await rm(plainFile(folder), { force: true });
  return keyOf(plain);
}

async function make(path: string, encode: (key: Buffer) => Promise<Buffer>): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync("ed25519");
  await writeFileAtomic(path, await encode(privateKey.export({ type: "pkcs8", format: "der" })));
  return privateKey;
}

const keyOf = (content: Buffer): KeyObject => createPrivateKey({ key: content, format: "der", type: "pkcs8" });

async function readIfThere(path: string): Promise<Buffer | null> {
  return await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  });
}
