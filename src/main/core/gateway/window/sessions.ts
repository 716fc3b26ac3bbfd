import { createHash, randomBytes } from "node:crypto";

const cookieName = "tresor_session";
const mostOpen = 32;

/** Browsers that came through a one-time link. Kept in memory as hashes: a restart ends them all. */
export class Sessions {
  readonly #hashes = new Set<string>();

  /** Opens a session and returns the value of its `Set-Cookie`. */
  open(): string {
    const secret = randomBytes(32).toString("base64url");
    this.#hashes.add(hash(secret));
    const [oldest] = this.#hashes;
    if (this.#hashes.size > mostOpen && oldest !== undefined) this.#hashes.delete(oldest);
    return `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a `Cookie` header holds an open session. */
  isOpen(cookieHeader: string | undefined): boolean {
    const secret = cookieValue(cookieHeader ?? "");
    return secret !== null && this.#hashes.has(hash(secret));
  }
}

function cookieValue(header: string): string | null {
  for (const pair of header.split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === cookieName && value !== undefined) return value;
  }
  return null;
}

function hash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
