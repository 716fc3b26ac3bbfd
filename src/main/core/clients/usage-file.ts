import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";

const count = z.number().int().nonnegative();

/** What a client has used on one day. */
export const usedSchema = z.object({ requests: count, promptTokens: count, completionTokens: count });
export type Used = z.infer<typeof usedSchema>;

const storedUsageSchema = z.object({
  version: z.literal(1),
  day: z.string(),
  clients: z.record(z.string(), usedSchema.extend({ lastUsedAt: z.iso.datetime().nullable() })),
});
export type StoredUsage = z.infer<typeof storedUsageSchema>;

const intervalMilliseconds = 1_000;

/** `key-usage.json`, written at most once a second. */
export class UsageFile {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #stopWaiting: (() => void) | null = null;
  #latest: (() => StoredUsage) | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, clock: Clock, logger: Logger) {
    this.#path = path;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Null when there is none that can be read: the day begins anew. */
  async load(): Promise<StoredUsage | null> {
    const content = await readFile(this.#path, "utf8").catch(() => null);
    if (content === null) return null;
    try {
      return storedUsageSchema.parse(JSON.parse(content));
    } catch {
      this.#logger.warn({ path: this.#path }, "what keys have used today cannot be read and counts from zero again");
      return null;
    }
  }

  /** Does not throw: a full disk must not end an answer. */
  save(latest: () => StoredUsage): void {
    this.#latest = latest;
    this.#stopWaiting ??= this.#clock.after(intervalMilliseconds, () => void this.flush());
  }

  /** Writes what waits, now. */
  async flush(): Promise<void> {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #write(): Promise<void> {
    const latest = this.#latest;
    this.#latest = null;
    if (latest === null) return;
    try {
      await writeFileAtomic(this.#path, `${JSON.stringify(latest())}\n`);
    } catch (error) {
      this.#logger.warn({ error }, "what keys have used today could not be written");
    }
  }
}
