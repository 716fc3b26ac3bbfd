import { z } from "zod";
import { cacheReportSchema, clearedCacheSchema } from "../shapes/cache";
import { doctorReportSchema } from "../shapes/doctor";
import { modelDetailsSchema, modelSchema, rejectedFileSchema } from "../shapes/model";
import { residencyEventSchema, residentSchema } from "../shapes/resident";
import { runInputSchema, runItemSchema } from "../shapes/run";
import { settingsSchema } from "../shapes/settings";
import { snapshotSchema } from "../shapes/snapshot";
import { statusSchema } from "../shapes/status";
import { command, query, stream } from "./define";

const nothing = z.object({});
const byReference = z.object({ reference: z.string().min(1) });

/**
 * Every control call, listed once. IPC handlers, the preload bridge, the HTTP routes under /tresor/v1, the typed client and the
 * test doubles are derived from this list: a new call is a line here and its handler in core/control.
 */
export const calls = {
  status: query(nothing, statusSchema),
  snapshot: query(nothing, snapshotSchema),
  ps: query(
    z.object({ history: z.boolean().default(false) }),
    z.object({ residents: z.array(residentSchema), history: z.array(residencyEventSchema).optional() }),
  ),
  list: query(nothing, z.object({ models: z.array(modelSchema), rejected: z.array(rejectedFileSchema) })),
  show: query(byReference, modelDetailsSchema),
  doctor: query(nothing, doctorReportSchema),
  settings: query(nothing, settingsSchema),
  /** The saved prefixes on disk. */
  cache: query(nothing, cacheReportSchema),
  clearCache: command(nothing, clearedCacheSchema),
  /** A new one-time link that opens the dashboard in a browser. */
  link: command(nothing, z.object({ url: z.string() })),
  rescan: command(nothing, z.object({ models: z.array(modelSchema), rejected: z.array(rejectedFileSchema) })),
  load: command(
    byReference.extend({
      context: z.number().int().positive().optional(),
      slots: z.number().int().positive().max(64).optional(),
    }),
    residentSchema,
  ),
  unload: command(byReference, residentSchema),
  pin: command(byReference, residentSchema),
  unpin: command(byReference, residentSchema),
  updateSettings: command(settingsSchema.partial(), settingsSchema),
  run: stream(runInputSchema, runItemSchema),
} as const;
