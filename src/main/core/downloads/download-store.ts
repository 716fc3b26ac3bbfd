import { readFile, rename } from "node:fs/promises";
import { z } from "zod";
import { downloadSchema } from "../../../shared/shapes/download";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { Logger } from "../kernel/logger";

const sourceSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hub"),
    repository: z.string(),
    revision: z.string().nullable(),
    file: z.string().nullable(),
    quantization: z.string().nullable(),
  }),
  z.object({ type: z.literal("url"), url: z.string() }),
]);

/** What is kept of a download. The token for the hub is no part of it. */
const storedDownloadSchema = z.object({
  download: downloadSchema,
  from: sourceSchema,
  limitBytesPerSecond: z.number().int().positive().nullable(),
});
export type StoredDownload = z.infer<typeof storedDownloadSchema>;

const fileSchema = z.object({ version: z.literal(1), downloads: z.array(storedDownloadSchema) });

/** `downloads.json`: what goes on after a restart. */
export class DownloadStore {
  readonly #path: string;
  readonly #logger: Logger;
  #saving: Promise<void> | null = null;
  #next: (() => readonly StoredDownload[]) | null = null;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** A damaged file is kept aside: what it knew is lost, the parts on disk are not, and asking again goes on from them. */
  async load(): Promise<readonly StoredDownload[]> {
    const content = await readFile(this.#path, "utf8").catch(() => null);
    if (content === null) return [];
    try {
      return fileSchema.parse(JSON.parse(content)).downloads;
    } catch (error) {
      const aside = `${this.#path}.damaged-${Date.now()}`;
      await rename(this.#path, aside).catch(() => undefined);
      this.#logger.warn({ aside, reason: String(error) }, "the list of downloads was damaged and is kept aside");
      return [];
    }
  }

  /** Writes the latest; while one writing runs, all further ones are one. Does not throw: a full disk must not end a download. */
  save(latest: () => readonly StoredDownload[]): void {
    this.#next = latest;
    this.#saving ??= this.#write().finally(() => (this.#saving = null));
  }

  async settled(): Promise<void> {
    while (this.#saving !== null) await this.#saving;
  }

  async #write(): Promise<void> {
    while (this.#next !== null) {
      const downloads = this.#next();
      this.#next = null;
      try {
        await writeFileAtomic(this.#path, `${JSON.stringify({ version: 1, downloads }, null, 2)}\n`);
      } catch (error) {
        this.#logger.warn({ error }, "the list of downloads could not be written");
      }
    }
  }
}
