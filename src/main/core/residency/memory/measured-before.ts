import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { cacheTypeSchema, type CacheType } from "../../../../shared/shapes/plan";
import { writeFileAtomic } from "../../kernel/atomic-file";
import type { Logger } from "../../kernel/logger";
import type { ReportedGpuLimit } from "../../telemetry/gpu-limit";
import { nextFactor, uncorrected, type Correction, type KnownParts } from "./correction";

const recordSchema = z.object({
  version: z.literal(1),
  gpuLimit: z.object({ bytes: z.number().positive(), assumedBytes: z.number().positive() }).nullable(),
  factors: z.array(
    z.object({
      architecture: z.string(),
      cacheType: cacheTypeSchema,
      gpu: z.boolean(),
      factor: z.number().positive(),
    }),
  ),
});
type MeasuredRecord = z.infer<typeof recordSchema>;

/** Loads that are alike in what the prediction misses. */
export interface LoadKind {
  readonly architecture: string;
  readonly cacheType: CacheType;
  readonly gpu: boolean;
}

/** What workers measured on this machine before, for later predictions. Kept in `cache/memory.json`; without the file it is empty. */
export class MeasuredBefore {
  readonly #file: string;
  readonly #logger: Logger;
  #record: MeasuredRecord = { version: 1, gpuLimit: null, factors: [] };
  #saving: Promise<void> = Promise.resolve();

  constructor(file: string, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
  }

  async load(): Promise<void> {
    const text = await readFile(this.#file, "utf8").catch(() => null);
    if (text === null) return;
    try {
      this.#record = recordSchema.parse(JSON.parse(text));
    } catch (error) {
      this.#logger.warn({ file: this.#file, err: error }, "what was measured of memory before could not be read");
    }
  }

  correctionOf(kind: LoadKind): Correction {
    const factor = this.#factorOf(kind);
    return factor === null ? uncorrected : { factor, measured: true };
  }

  get gpuLimit(): ReportedGpuLimit | null {
    return this.#record.gpuLimit;
  }

  addLoad(kind: LoadKind, estimate: KnownParts, measuredBytes: number): void {
    const factor = nextFactor(this.#factorOf(kind), estimate, measuredBytes);
    const others = this.#record.factors.filter((entry) => !isSame(entry, kind));
    this.#change({ factors: [...others, { ...kind, factor }] });
  }

  reportGpuLimit(gpuLimit: ReportedGpuLimit): void {
    this.#change({ gpuLimit });
  }

  /** When the last write has ended, well or badly. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  #factorOf(kind: LoadKind): number | null {
    return this.#record.factors.find((entry) => isSame(entry, kind))?.factor ?? null;
  }

  /** One write at a time, each with the newest state. What cannot be written is measured again. */
  #change(change: Partial<MeasuredRecord>): void {
    this.#record = { ...this.#record, ...change };
    this.#saving = this.#saving
      .then(() => mkdir(dirname(this.#file), { recursive: true, mode: 0o700 }))
      .then(() => writeFileAtomic(this.#file, JSON.stringify(this.#record)))
      .catch((error: unknown) => this.#logger.warn({ err: error }, "what was measured of memory is not kept"));
  }
}

function isSame(one: LoadKind, other: LoadKind): boolean {
  return one.architecture === other.architecture && one.cacheType === other.cacheType && one.gpu === other.gpu;
}
