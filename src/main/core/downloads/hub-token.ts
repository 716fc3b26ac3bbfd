import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { TresorError } from "../../../shared/errors";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { Logger } from "../kernel/logger";
import type { KeyStore } from "../kernel/key-store";

export interface HubTokenOptions {
  /** The data directory. */
  readonly folder: string;
  readonly keyStore: KeyStore | null;
  /** HF_TOKEN: counts while none is set. */
  readonly fromEnvironment: string | undefined;
  readonly logger: Logger;
}

/**
 * The token for the hub, encrypted by the system's key store, or where there is none in a file of mode 0600. It leaves this class for
 * a fetcher's job only.
 */
export class HubToken {
  readonly #options: HubTokenOptions;
  /** Kept, since a key store may ask the user at each reading; undefined: not read yet. */
  #set: string | null | undefined;

  constructor(options: HubTokenOptions) {
    this.#options = options;
  }

  async read(): Promise<string | null> {
    this.#set ??= await this.#stored();
    return this.#set ?? withoutSpace(this.#options.fromEnvironment);
  }

  /** Null removes it. Tells whether there is one now. @throws TresorError `invalid_request` */
  async set(token: string | null): Promise<boolean> {
    const next = withoutSpace(token ?? undefined);
    if (next !== null && !/^[\x21-\x7e]{1,512}$/.test(next)) {
      throw new TresorError("invalid_request", "token has characters that no token has: copy it again from the hub.", {
        field: "token",
      });
    }
    await (next === null ? this.#remove() : this.#write(next));
    this.#set = next;
    return (await this.read()) !== null;
  }

  get #plainFile(): string {
    return join(this.#options.folder, "hub-token");
  }

  get #encryptedFile(): string {
    return join(this.#options.folder, "hub-token.encrypted");
  }

  async #stored(): Promise<string | null> {
    const { keyStore, logger } = this.#options;
    const encrypted = await readFile(this.#encryptedFile).catch(() => null);
    try {
      if (encrypted !== null && keyStore !== null) return (await keyStore.decrypt(encrypted)).toString("utf8");
    } catch (error) {
      logger.warn({ reason: String(error) }, "the key store does not give out the token for the hub");
    }
    return withoutSpace(await readFile(this.#plainFile, "utf8").catch(() => undefined));
  }

  async #write(token: string): Promise<void> {
    const { keyStore } = this.#options;
    const secret = Buffer.from(token, "utf8");
    const isEncrypted = keyStore !== null && (await keyStore.isAvailable());
    if (isEncrypted) await writeFileAtomic(this.#encryptedFile, await keyStore.encrypt(secret));
    else await writeFileAtomic(this.#plainFile, secret);
    await rm(isEncrypted ? this.#plainFile : this.#encryptedFile, { force: true });
  }

  async #remove(): Promise<void> {
    await rm(this.#encryptedFile, { force: true });
    await rm(this.#plainFile, { force: true });
  }
}

function withoutSpace(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
