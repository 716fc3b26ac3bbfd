import { z } from "zod";

/** The saved prefixes on disk. */
export const cacheReportSchema = z.object({
  /** Whether conversations may be kept on disk. */
  enabled: z.boolean(),
  entries: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** How often a prompt began with a saved prefix, from memory or from disk, since the cache was last cleared. */
  hits: z.number().int().nonnegative(),
  /** What the cache may take now: the setting, or less where the disk is full. */
  limitBytes: z.number().int().nonnegative(),
  /** What keeps the key that the files are encrypted with: the system's key store or a file of mode 0600; null: there is none yet. */
  keyHeldBy: z.enum(["keyStore", "file"]).nullable(),
});
export type CacheReport = z.infer<typeof cacheReportSchema>;

/** What was removed. */
export const clearedCacheSchema = cacheReportSchema.pick({ entries: true, bytes: true, hits: true });
export type ClearedCache = z.infer<typeof clearedCacheSchema>;
