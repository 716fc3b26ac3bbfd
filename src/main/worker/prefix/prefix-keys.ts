import { createHmac, hkdfSync } from "node:crypto";

/** What follows from a worker's key: each purpose and each file has a key of its own. */
export class PrefixKeys {
  readonly #key: Buffer;
  readonly #nameKey: Buffer;

  constructor(key: Buffer) {
    if (key.length !== 32) throw new RangeError(`the key for saved prefixes has ${key.length} bytes instead of 32`);
    this.#key = key;
    this.#nameKey = derived(key, Buffer.alloc(0), "tresor prefix name");
  }

  /** Without the key nobody can tell from a name whether it stands for a text that he guesses. */
  nameOf(ids: Int32Array): string {
    return createHmac("sha256", this.#nameKey).update(ids).digest("hex");
  }

  fileKey(salt: Buffer): Buffer {
    return derived(this.#key, salt, "tresor prefix file");
  }
}

const derived = (key: Buffer, salt: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key, salt, purpose, 32));
