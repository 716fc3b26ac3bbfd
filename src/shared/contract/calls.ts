import { z } from "zod";
import { aliasSchema } from "../shapes/alias";
import { cacheReportSchema, clearedCacheSchema } from "../shapes/cache";
import { catalogSchema } from "../shapes/catalog";
import { clientNameSchema, clientRulesSchema, clientSchema, newKeySchema } from "../shapes/client";
import { doctorReportSchema } from "../shapes/doctor";
import {
  downloadSchema,
  importInputSchema,
  importItemSchema,
  pullInputSchema,
  pullItemSchema,
} from "../shapes/download";
import { fitTableSchema, machineKindSchema } from "../shapes/fits";
import { activityRangeSchema, activitySchema } from "../shapes/activity";
import { ledgerHeadSchema, ledgerPageSchema, ledgerQuestionSchema, ledgerVerdictSchema } from "../shapes/ledger";
import { modelDetailsSchema, modelSchema, rejectedFileSchema } from "../shapes/model";
import { cacheTypeSchema, planSchema, rolesPlanSchema } from "../shapes/plan";
import { reportQuestionSchema, reportSchema } from "../shapes/report";
import { residencyEventSchema, residentSchema } from "../shapes/resident";
import { runInputSchema, runItemSchema } from "../shapes/run";
import { settingsChangeSchema, settingsSchema } from "../shapes/settings";
import { snapshotSchema } from "../shapes/snapshot";
import { sovereigntySchema, statusSchema } from "../shapes/status";
import { command, query, stream } from "./define";

const nothing = z.object({});
const byReference = z.object({ reference: z.string().min(1) });
const byId = z.object({ id: z.string().min(1) });
/** What a load is to have; what is left out is up to settings and machine. `context` is tokens per slot. */
const loadWish = byReference.extend({
  context: z.number().int().positive().optional(),
  slots: z.number().int().positive().max(64).optional(),
  cacheType: cacheTypeSchema.optional(),
});

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
  /** With `leakTest` it also tries to get out, by every road there is. */
  doctor: query(z.object({ leakTest: z.boolean().default(false) }), doctorReportSchema),
  settings: query(nothing, settingsSchema),
  /** The saved prefixes on disk. */
  cache: query(nothing, cacheReportSchema),
  clearCache: command(nothing, clearedCacheSchema),
  /** A new one-time link that opens the dashboard in a browser. */
  link: command(nothing, z.object({ url: z.string() })),
  rescan: command(nothing, z.object({ models: z.array(modelSchema), rejected: z.array(rejectedFileSchema) })),
  /** What loading it would take; loads nothing. */
  plan: query(loadWish, planSchema),
  planRoles: query(nothing, rolesPlanSchema),
  /** Which models of the catalogue a machine holds; default: this machine. */
  fits: query(z.object({ machine: z.string().optional() }), fitTableSchema),
  machines: query(nothing, z.object({ machines: z.array(machineKindSchema) })),
  catalog: query(nothing, catalogSchema),
  /** With `dryRun` it loads nothing and answers with the plan. */
  load: command(
    loadWish.extend({
      dryRun: z.boolean().default(false),
      /** How long it stays when nobody asks for it; null: as long as there is room. Left out: as set. */
      keepAliveSeconds: z.number().int().nonnegative().nullable().optional(),
    }),
    z.union([residentSchema, planSchema]),
  ),
  unload: command(byReference, residentSchema),
  pin: command(byReference, residentSchema),
  unpin: command(byReference, residentSchema),
  aliases: query(nothing, z.object({ aliases: z.array(aliasSchema) })),
  setAlias: command(z.object({ name: z.string().min(1), reference: z.string().min(1) }), aliasSchema),
  /** Takes a name away; a role goes back to its default. */
  removeAlias: command(z.object({ name: z.string().min(1) }), z.object({ aliases: z.array(aliasSchema) })),
  downloads: query(nothing, z.object({ downloads: z.array(downloadSchema) })),
  /** Brings a model. The download goes on when the caller goes away; asking again joins it. */
  pull: stream(pullInputSchema, pullItemSchema),
  pauseDownload: command(byId, downloadSchema),
  resumeDownload: command(byId, downloadSchema),
  /** Ends it and removes what has come; one that has ended leaves the list. */
  cancelDownload: command(byId, downloadSchema),
  /** The token that is sent to the hub, and to it alone; null removes it. */
  setHubToken: command(z.object({ token: z.string().min(1).nullable() }), z.object({ held: z.boolean() })),
  import: stream(importInputSchema, importItemSchema),
  /** Moves a model's files to the trash or deletes them. Asks with `model_in_use` when it is resident, pinned or aliased, unless forced. */
  remove: command(byReference.extend({ force: z.boolean().default(false) }), modelSchema),
  keys: query(nothing, z.object({ keys: z.array(clientSchema) })),
  createKey: command(clientRulesSchema.partial().extend({ name: clientNameSchema }), newKeySchema),
  updateKey: command(clientRulesSchema.partial().extend({ name: clientNameSchema }), clientSchema),
  revokeKey: command(z.object({ name: clientNameSchema }), clientSchema),
  /** A new key under the same name and rules; the old one is void at once. */
  rotateKey: command(z.object({ name: clientNameSchema }), newKeySchema),
  /** What was done and held over time, for charts. */
  activity: query(z.object({ range: activityRangeSchema.default("hour") }), activitySchema),
  /** Ends a request that waits or runs, whoever asked; its client is told that it was cancelled. */
  cancelRequest: command(byId, z.object({ id: z.string() })),
  ledger: query(ledgerQuestionSchema, ledgerPageSchema),
  /** Recomputes the whole chain and its signatures. */
  verifyLedger: query(nothing, ledgerVerdictSchema),
  /** Signs what there is; the head can be kept elsewhere. */
  anchorLedger: command(nothing, ledgerHeadSchema),
  /** What the ledger says of a period, as facts and as a page that stands alone. */
  report: query(reportQuestionSchema, reportSchema),
  /** The one state, from facts, with its evidence's age. */
  sovereignty: query(nothing, sovereigntySchema),
  /** Somebody has seen the alarms; they stay in the ledger. */
  acknowledgeAlarms: command(nothing, sovereigntySchema),
  updateSettings: command(settingsChangeSchema, settingsSchema),
  run: stream(runInputSchema, runItemSchema),
} as const;
