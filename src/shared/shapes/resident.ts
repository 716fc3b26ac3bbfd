import { z } from "zod";
import { digestSchema, qualitySchema } from "./model";
import { wireErrorSchema } from "./wire-error";

/**
 * - `starting`: the worker process starts and proves its seal
 * - `loading`: the engine reads the weights
 * - `ready`: it answers
 * - `draining`: it is to leave; running leases end first, no new ones begin
 * - `unloading`: the process is ending
 * - `failed`: the process died or the load failed; the next demand starts it again
 */
export const residentStateSchema = z.enum(["starting", "loading", "ready", "draining", "unloading", "failed"]);
export type ResidentState = z.infer<typeof residentStateSchema>;

/** What the kernel answered when the worker tried to reach the network. */
export const sealSchema = z.object({
  enforced: z.boolean(),
  /** How the wall was put up: `sandbox-exec`, `unshare -n`, `unshare -rn`, `bwrap --unshare-net`, or `none`. */
  mechanism: z.string(),
  /** When the worker last tried to get out; null before the first probe. */
  checkedAt: z.iso.datetime().nullable(),
  /** One line per attempt: what was tried, what the kernel said. */
  evidence: z.array(z.string()),
});
export type Seal = z.infer<typeof sealSchema>;

export const residentMemorySchema = z.object({
  /** The sum of the three parts and the process itself, computed before the load. */
  predictedBytes: z.number().nonnegative(),
  /** What the worker process holds now, from the operating system; null while unknown. */
  measuredBytes: z.number().nonnegative().nullable(),
  weightsBytes: z.number().nonnegative(),
  kvCacheBytes: z.number().nonnegative(),
  computeBytes: z.number().nonnegative(),
  /** What it may grow by in use, beyond the prediction: saved prefixes and checkpoints. Absent: not known. */
  growthBytes: z.number().nonnegative().optional(),
});
export type ResidentMemory = z.infer<typeof residentMemorySchema>;

/** One request in a worker, for the window: who, what phase, how far. Never content. */
export const jobSchema = z.object({
  id: z.string(),
  client: z.string(),
  phase: z.enum(["queued", "prefill", "decode"]),
  promptTokens: z.number().int().nonnegative(),
  promptTokensRead: z.number().int().nonnegative(),
  generatedTokens: z.number().int().nonnegative(),
  startedAt: z.iso.datetime(),
});
export type Job = z.infer<typeof jobSchema>;

/** What a look at a resident's memory found: a claim with its age. */
export const residencyProofSchema = z.object({
  at: z.iso.datetime(),
  /** Whether its weights are in memory now. */
  holds: z.boolean(),
  /** Weights found in memory; null where the system does not tell. */
  residentBytes: z.number().nonnegative().nullable(),
  /** Of so many. */
  weightsBytes: z.number().nonnegative(),
  /** How it was measured, in a few words. */
  how: z.string(),
});
export type ResidencyProof = z.infer<typeof residencyProofSchema>;

export const residentSchema = z.object({
  reference: z.string(),
  displayName: z.string(),
  digest: digestSchema.nullable(),
  state: residentStateSchema,
  pinned: z.boolean(),
  pid: z.number().int().nullable(),
  quality: qualitySchema,
  quantization: z.string(),
  demo: z.boolean(),
  memory: residentMemorySchema,
  /** Tokens per slot. */
  context: z.number().int().nonnegative(),
  slots: z.number().int().nonnegative(),
  leases: z.number().int().nonnegative(),
  seal: sealSchema,
  /** Where the chat template comes from; `default` means that the model has none and a plain one is used. */
  template: z.enum(["model", "default"]),
  /** Loading progress from 0 to 1; null when nothing loads. */
  progress: z.number().min(0).max(1).nullable(),
  idleSince: z.iso.datetime().nullable(),
  /** When it leaves if nobody asks for it; null: it stays until its room is needed. */
  expiresAt: z.iso.datetime().nullable(),
  /** The last look at its memory; null before the first. */
  proof: residencyProofSchema.nullable(),
  /** Why it was loaded. */
  reason: z.string().nullable(),
  loadedAt: z.iso.datetime().nullable(),
  /** Tokens generated in the last second, over all jobs; null when nothing was generated. */
  tokensPerSecond: z.number().nonnegative().nullable(),
  jobs: z.array(jobSchema),
  /** Why it is `failed`. */
  error: wireErrorSchema.nullable(),
});
export type Resident = z.infer<typeof residentSchema>;

export const residencyEventSchema = z.object({
  at: z.iso.datetime(),
  /** `evicted`: it made room; `expired`: nobody asked for it for as long as it was to be kept; `pressure`: what was done for the system. */
  event: z.enum(["loaded", "unloaded", "evicted", "expired", "pinned", "unpinned", "failed", "refused", "pressure"]),
  reference: z.string(),
  reason: z.string(),
});
export type ResidencyEvent = z.infer<typeof residencyEventSchema>;
