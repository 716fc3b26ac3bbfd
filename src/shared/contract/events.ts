import { z } from "zod";
import { clientSchema } from "../shapes/client";
import { downloadSchema } from "../shapes/download";
import { machineSchema } from "../shapes/machine";
import { modelSchema } from "../shapes/model";
import { residentSchema } from "../shapes/resident";
import { settingsSchema } from "../shapes/settings";
import { sovereigntySchema } from "../shapes/status";
import { wireErrorSchema } from "../shapes/wire-error";

/** Every event, listed once; all of them travel in one sequence, over IPC and over `GET /tresor/v1/events` (server-sent events). */
export const events = {
  /** A resident is new or has changed. */
  resident: residentSchema,
  residentGone: z.object({ reference: z.string(), reason: z.string() }),
  models: z.object({ models: z.array(modelSchema) }),
  /** A download is new or has changed. */
  download: downloadSchema,
  /** A key was made, changed, revoked or used; at most one a second. */
  clients: z.object({ keys: z.array(clientSchema) }),
  machine: machineSchema,
  sovereignty: sovereigntySchema,
  settings: settingsSchema,
  /** Something went wrong that no request can report, such as a worker that died while idle. */
  fault: z.object({ reference: z.string().nullable(), error: wireErrorSchema }),
} as const;

export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>;

/** One event with its place in the sequence; a gap in `sequence` means that the receiver must take a new snapshot. */
export type TresorEvent = {
  [N in EventName]: { readonly sequence: number; readonly at: string; readonly event: N; readonly data: EventData<N> };
}[EventName];
