import { readFile, rename } from "node:fs/promises";
import { z } from "zod";
import { clientNameSchema, clientRulesSchema } from "../../../shared/shapes/client";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { Logger } from "../kernel/logger";

const hexadecimal = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** What is kept of a client: never its key. */
const clientRecordSchema = clientRulesSchema.extend({
  name: clientNameSchema,
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  secret: z.object({
    id: z.string().length(8),
    salt: hexadecimal(32),
    hash: hexadecimal(64),
    end: z.string().length(4),
  }),
});
export type ClientRecord = z.infer<typeof clientRecordSchema>;

const fileSchema = z.object({ version: z.literal(1), keys: z.array(clientRecordSchema) });

/** `keys.json`: the clients and the hashes of their keys; mode 0600. */
export class KeyFile {
  readonly #path: string;
  readonly #logger: Logger;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** A damaged file opens nothing: it is kept aside, and no key is good until new ones are made. */
  async load(): Promise<readonly ClientRecord[]> {
    const content = await this.#read();
    if (content === null) return [];
    try {
      return fileSchema.parse(JSON.parse(content)).keys;
    } catch {
      const aside = `${this.#path}.damaged-${Date.now()}`;
      await rename(this.#path, aside);
      this.#logger.error({ aside }, "the file of keys was damaged and is kept aside: no key is good any more");
      return [];
    }
  }

  async save(keys: readonly ClientRecord[]): Promise<void> {
    await writeFileAtomic(this.#path, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`);
  }

  async #read(): Promise<string | null> {
    try {
      return await readFile(this.#path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }
}
