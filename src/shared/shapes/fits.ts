import { z } from "zod";
import { qualitySchema } from "./model";
import { planAdviceSchema } from "./plan";

/** A machine that one can buy, or this one. Prices and power with the date from which they are. */
export const machineKindSchema = z.object({
  /** `mac-studio-m3-ultra-512`; `this-machine`. */
  name: z.string(),
  displayName: z.string(),
  memoryBytes: z.number().positive(),
  /** What its GPU may hold without a change of the system's limit; null: all that is left beside the reserve. */
  gpuLimitBytes: z.number().positive().nullable(),
  /** Null for a chip that is not known. */
  bandwidthBytesPerSecond: z.number().positive().nullable(),
  /** True when the bandwidth was measured here, which comes out a little below the peak. */
  bandwidthMeasured: z.boolean().optional(),
  priceEuros: z.number().positive().nullable(),
  powerWatts: z.number().positive().nullable(),
  asOf: z.iso.date(),
  /** Announced or estimated, not measured. */
  expected: z.boolean(),
});
export type MachineKind = z.infer<typeof machineKindSchema>;

export const fitRowSchema = z.object({
  /** The catalogue's name. */
  name: z.string(),
  displayName: z.string(),
  parameters: z.number().positive(),
  activeParameters: z.number().positive(),
  bitsPerWeight: z.number().positive(),
  weightsBytes: z.number().positive(),
  quality: qualitySchema,
  fits: z.boolean(),
  /** Peak bandwidth over the bytes read for one token; null where it does not fit, the bandwidth is not known, or it writes nothing. */
  tokensPerSecondCeiling: z.number().nonnegative().nullable(),
  advice: z.array(planAdviceSchema),
});
export type FitRow = z.infer<typeof fitRowSchema>;

/** `tresor plan --fits`: which models of the catalogue a machine holds at full quality. */
export const fitTableSchema = z.object({
  machine: z.string(),
  displayName: z.string(),
  memoryBytes: z.number().positive(),
  bandwidthBytesPerSecond: z.number().positive().nullable(),
  machineKind: machineKindSchema,
  models: z.array(fitRowSchema),
});
export type FitTable = z.infer<typeof fitTableSchema>;
