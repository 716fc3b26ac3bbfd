import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const mark = "tresor-";
const secretBytes = 32;
/** Of the part after the mark: it finds the key's record and is no secret. 208 random bits are left. */
const idCharacters = 8;
const endCharacters = 4;

/** What is kept of a key. */
export interface KeySecret {
  readonly id: string;
  readonly salt: string;
  readonly hash: string;
  /** Shown to tell keys apart. */
  readonly end: string;
}

/** Whether a text means to be one of our keys, good or not. */
export function looksLikeKey(text: string): boolean {
  return text.startsWith(mark);
}

export function newKey(): string {
  return mark + randomBytes(secretBytes).toString("base64url");
}

export function keyId(key: string): string {
  return key.slice(mark.length, mark.length + idCharacters);
}

export function secretOf(key: string): KeySecret {
  const salt = randomBytes(16).toString("hex");
  return { id: keyId(key), salt, hash: hashed(salt, key).toString("hex"), end: key.slice(-endCharacters) };
}

/** One hash and one comparison in constant time; without a record too, so that a wrong beginning costs what a wrong end does. */
export function isKeyOf(secret: KeySecret | undefined, key: string): boolean {
  const { salt, hash } = secret ?? decoy;
  const isEqual = timingSafeEqual(hashed(salt, key), Buffer.from(hash, "hex"));
  return isEqual && secret !== undefined;
}

/** A fast hash will do: 208 random bits cannot be guessed, and a slow one would let anyone with wrong keys keep us busy. */
function hashed(salt: string, key: string): Buffer {
  return createHash("sha256").update(salt).update(key).digest();
}

const decoy = secretOf(newKey());
