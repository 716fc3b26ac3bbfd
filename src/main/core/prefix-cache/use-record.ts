import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { PrefixReport } from "./prefix-report";

const useSchema = z.object({ hits: z.number().int().nonnegative(), lastUsedAt: z.number().nonnegative() });
const recordSchema = z.object({ hits: z.number().int().nonnegative(), uses: z.record(z.string(), useSchema) });
type Use = z.infer<typeof useSchema>;

/** How often and when each prefix was last used: what the order of leaving knows beside the files. Kept in one small file. */
export class UseRecord {
  readonly #path: string;
  #hits = 0;
  #uses = new Map<string, Use>();
  #changed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Of all prefixes, those included that are gone. */
  get hits(): number {
    return this.#hits;
  }

  /** Starts from nothing where the file is missing or damaged. */
  async read(): Promise<void> {
    try {
      const { hits, uses } = recordSchema.parse(JSON.parse(await readFile(this.#path, "utf8")));
      this.#hits = hits;
      this.#uses = new Map(Object.entries(uses));
    } catch {
      this.#hits = 0;
      this.#uses.clear();
    }
  }

  /** @param now milliseconds since 1970 */
  add(report: PrefixReport, now: number): void {
    this.#changed = true;
    if (report.type === "used") {
      this.#hits++;
      this.#uses.set(report.key, { hits: (this.of(report.key)?.hits ?? 0) + 1, lastUsedAt: now });
      return;
    }
    const inherited = [report.key, ...report.replaced].reduce((sum, key) => sum + (this.of(key)?.hits ?? 0), 0);
    for (const key of report.replaced) this.#uses.delete(key);
    this.#uses.set(report.key, { hits: inherited, lastUsedAt: now });
  }

  of(key: string): Use | undefined {
    return this.#uses.get(key);
  }

  /** Drops what is recorded of other prefixes than these. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.#uses.keys()) if (!keys.has(key)) this.#uses.delete(key);
  }

  clear(): void {
    this.#hits = 0;
    this.#uses.clear();
    this.#changed = true;
  }

  /** Writes what has changed. @throws Error when the disk refuses */
  async write(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    await writeFileAtomic(this.#path, JSON.stringify({ hits: this.#hits, uses: Object.fromEntries(this.#uses) }));
  }
}
