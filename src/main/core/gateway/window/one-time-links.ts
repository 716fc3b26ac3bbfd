import { createHash, randomBytes } from "node:crypto";

const validMilliseconds = 10 * 60_000;
const mostOpen = 32;

/** Codes that open the dashboard once, within ten minutes. Only their hashes are kept; the oldest give way to new ones. */
export class OneTimeLinks {
  readonly #expiryByHash = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A new code of 192 random bits. */
  create(): string {
    const code = randomBytes(24).toString("base64url");
    this.#expiryByHash.set(hash(code), this.#now() + validMilliseconds);
    const [oldest] = this.#expiryByHash.keys();
    if (this.#expiryByHash.size > mostOpen && oldest !== undefined) this.#expiryByHash.delete(oldest);
    return code;
  }

  /** Whether the code was valid; it is not any more after this. */
  redeem(code: string): boolean {
    const key = hash(code);
    const expiry = this.#expiryByHash.get(key);
    this.#expiryByHash.delete(key);
    return expiry !== undefined && this.#now() < expiry;
  }
}

function hash(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
