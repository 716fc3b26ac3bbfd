import { z } from "zod";
import { downloadSchema } from "./download";
import { machineSchema } from "./machine";
import { modelSchema } from "./model";
import { residentSchema } from "./resident";
import { settingsSchema } from "./settings";
import { statusSchema } from "./status";

/** Everything a window needs to draw itself; events with a higher sequence than `sequence` bring it up to date. */
export const snapshotSchema = z.object({
  sequence: z.number().int().nonnegative(),
  status: statusSchema,
  machine: machineSchema,
  residents: z.array(residentSchema),
  models: z.array(modelSchema),
  downloads: z.array(downloadSchema),
  settings: settingsSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;
