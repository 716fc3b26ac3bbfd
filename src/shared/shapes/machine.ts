import { z } from "zod";

/** The machine's memory at one moment. Whole-machine figures come from the operating system; model figures from residency. */
export const machineSchema = z.object({
  at: z.iso.datetime(),
  /** `Apple M3 Ultra`, `AMD EPYC …`. */
  chip: z.string(),
  cores: z.number().int().positive(),
  totalBytes: z.number().nonnegative(),
  /** What programs other than our workers hold, without file cache. */
  systemBytes: z.number().nonnegative(),
  /** Held by all workers, measured where possible, else predicted. */
  modelsBytes: z.number().nonnegative(),
  /** Kept free for the system. */
  reserveBytes: z.number().nonnegative(),
  /** What a load may still take. */
  freeForModelsBytes: z.number().nonnegative(),
  /** What residents may still grow by in use, within what is free; a load goes before it. */
  growthBytes: z.number().nonnegative().optional(),
  /** What all residents together may take; set by --memory-limit or derived from the machine. */
  memoryLimitBytes: z.number().nonnegative(),
  pressure: z.enum(["normal", "warn", "critical"]).nullable(),
  swapUsedBytes: z.number().nonnegative().nullable(),
  /** Held by the kernel and by Metal, compressed, and file cache; null where the system does not tell. */
  wiredBytes: z.number().nonnegative().nullable(),
  compressedBytes: z.number().nonnegative().nullable(),
  cachedBytes: z.number().nonnegative().nullable(),
  /** The peak of the memory, from a table of chips or measured; null where neither is known. */
  bandwidthBytesPerSecond: z.number().positive().nullable(),
  /** Metal's working-set limit; null where there is no such limit. */
  gpuLimitBytes: z.number().nonnegative().nullable(),
});
export type Machine = z.infer<typeof machineSchema>;
