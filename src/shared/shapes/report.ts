import { z } from "zod";
import { ledgerHeadSchema, ledgerVerdictSchema } from "./ledger";
import { qualitySchema } from "./model";

const count = z.number().int().nonnegative();
const time = z.iso.datetime();
/** A record's number in the ledger: where the claim can be looked up. */
const record = z.number().int().positive();

export const reportLanguages = ["de", "en"] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** Absent `from`: since the ledger's first record; absent `to`: until now. `to` is not included. */
export const reportQuestionSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  lang: z.enum(reportLanguages).default("en"),
});
export type ReportQuestion = z.infer<typeof reportQuestionSchema>;

const clientUseSchema = z.object({
  client: z.string(),
  stage: z.number().int(),
  requests: count,
  done: count,
  failed: count,
  cancelled: count,
  promptTokens: count,
  completionTokens: count,
});
export type ClientUse = z.infer<typeof clientUseSchema>;

const reportedModelSchema = z.object({
  reference: z.string(),
  digest: z.string().nullable(),
  requests: count,
  /** What the library knows of it when the report is made; null: the model is not on this machine any more. */
  onDisk: z
    .object({
      quality: qualitySchema,
      quantization: z.string(),
      bitsPerWeight: z.number(),
      licence: z.string().nullable(),
      source: z.string().nullable(),
    })
    .nullable(),
});
export type ReportedModel = z.infer<typeof reportedModelSchema>;

const outboundJobSchema = z.object({
  id: z.string(),
  record,
  /** Null: began before the period, or no beginning is recorded. */
  begunAt: time.nullable(),
  /** Null: no end is recorded within the period; of its bytes only those are known that its beginning tells. */
  endedAt: time.nullable(),
  hosts: z.array(z.string()),
  purpose: z.string(),
  outcome: z.string().nullable(),
  /** Of this stretch only: a download that goes on after a pause is a row of its own. */
  bytesSent: count,
  bytesReceived: count,
});
export type OutboundJob = z.infer<typeof outboundJobSchema>;

const dayStateSchema = z.enum(["nothing", "sealed", "fetching", "unproven", "notEnforced", "cloud", "alarm"]);
export type DayState = z.infer<typeof dayStateSchema>;

/** Something that happened, in order; `details` are facts of the ledger, not sentences. */
const reportedEventSchema = z.object({ record, at: time, event: z.string(), details: z.array(z.string()) });
export type ReportedEvent = z.infer<typeof reportedEventSchema>;

/** The first ones, and how many more there were. */
const eventListSchema = z.object({ events: z.array(reportedEventSchema), left: count });
export type EventList = z.infer<typeof eventListSchema>;

export const reportFactsSchema = z.object({
  createdAt: time,
  /** IANA name; days and times of the page are told in it. */
  timeZone: z.string(),
  period: z.object({ from: time, to: time }),
  host: z.object({ name: z.string(), system: z.string(), version: z.string() }),
  /** What served during the period, as each start wrote it. */
  served: z.array(z.object({ version: z.string(), engine: z.string(), chip: z.string() })),
  records: z.object({ count, first: record.nullable(), last: record.nullable() }),
  /** When the oldest record was written that the ledger still has. */
  ledgerFrom: time.nullable(),
  requests: z.object({ total: count, atStage: z.record(z.string(), count), clients: z.array(clientUseSchema) }),
  /** Why requests were not done. */
  codes: z.array(z.object({ code: z.string(), count })),
  models: z.array(reportedModelSchema),
  outbound: z.array(outboundJobSchema),
  seal: z.object({
    checks: count,
    passed: count,
    processes: count,
    mechanisms: z.array(z.object({ mechanism: z.string(), checks: count })),
    failed: eventListSchema,
  }),
  alarms: eventListSchema,
  settings: eventListSchema,
  keys: eventListSchema,
  service: eventListSchema,
  /** Gaps, repairs, clocks that went back, files that retention removed. */
  ledgerEvents: eventListSchema,
  lostRecords: count,
  days: z.array(z.object({ day: z.iso.date(), state: dayStateSchema })),
  /** Of the last record within the period. */
  head: ledgerHeadSchema.nullable(),
  publicKeys: z.array(z.string()),
  verdict: ledgerVerdictSchema,
});
export type ReportFacts = z.infer<typeof reportFactsSchema>;

export const reportSchema = z.object({ html: z.string(), facts: reportFactsSchema });
export type Report = z.infer<typeof reportSchema>;
