import { readFile, rename } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { Logger } from "../kernel/logger";
import { presetSchema, type Preset } from "./preset";

const fileSchema = z.object({ version: z.literal(1), presets: z.record(z.string(), presetSchema) });

/** `presets.json`: presets by the key of their name. */
export class PresetStore {
  readonly #path: string;
  readonly #logger: Logger;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** A damaged file is kept aside: names go on leading to their models, without their defaults. */
  async load(): Promise<ReadonlyMap<string, Preset>> {
    const content = await readFile(this.#path, "utf8").catch(() => null);
    if (content === null) return new Map();
    try {
      return new Map(Object.entries(fileSchema.parse(JSON.parse(content)).presets));
    } catch (error) {
      const aside = `${this.#path}.damaged-${Date.now()}`;
      await rename(this.#path, aside).catch(() => undefined);
      this.#logger.warn({ aside, reason: String(error) }, "the presets were damaged and are kept aside");
      return new Map();
    }
  }

  /** One writing after the other; resolves when this one is on the disk. @throws what the file system throws */
  save(presets: ReadonlyMap<string, Preset>): Promise<void> {
    const content = `${JSON.stringify({ version: 1, presets: Object.fromEntries(presets) }, null, 2)}\n`;
    const written = this.#writing.then(() => writeFileAtomic(this.#path, content));
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
