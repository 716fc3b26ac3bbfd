import { z } from "zod";
import { errorCodes } from "../errors";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const milliseconds = z.number().nonnegative();

/**
 * What is written of a moment. Never what was asked or answered: a request leaves its counts, times and outcome, and a keyed hash of the
 * prompt only where the user has turned that on.
 */
export const ledgerEntrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("start"), version: z.string(), engine: z.string(), pid: z.number(), chip: z.string() }),
  z.object({ type: z.literal("stop"), reason: z.string() }),
  z.object({
    type: z.literal("request"),
    /** The `x-request-id` that the client got. */
    id: z.string(),
    client: z.string(),
    /** `chat`, `completion`, or the task: `embed`, `rank`, … */
    kind: z.string(),
    /** What the client called the model; null: it left the choice to us. */
    asked: z.string().nullable(),
    reference: z.string().nullable(),
    digest: z.string().nullable(),
    /** What the client's data may do: 3 stayed on this machine. */
    stage: z.number().int().min(1).max(3),
    promptTokens: z.number().int().nonnegative(),
    cachedTokens: z.number().int().nonnegative(),
    completionTokens: z.number().int().nonnegative(),
    queuedMilliseconds: milliseconds,
    prefillMilliseconds: milliseconds,
    decodeMilliseconds: milliseconds,
    totalMilliseconds: milliseconds,
    outcome: z.enum(["done", "failed", "cancelled"]),
    code: z.enum(errorCodes).nullable(),
    promptHash: hash.optional(),
  }),
  z.object({
    type: z.literal("residency"),
    event: z.string(),
    reference: z.string(),
    digest: z.string().nullable(),
    reason: z.string(),
  }),
  z.object({
    type: z.literal("seal"),
    reference: z.string(),
    pid: z.number().nullable(),
    enforced: z.boolean(),
    mechanism: z.string(),
    evidence: z.array(z.string()),
  }),
  z.object({
    type: z.literal("outbound"),
    id: z.string(),
    hosts: z.array(z.string()),
    purpose: z.string(),
    event: z.enum(["begun", "ended"]),
    outcome: z.string().nullable(),
    bytesSent: z.number().nonnegative(),
    bytesReceived: z.number().nonnegative(),
  }),
  z.object({ type: z.literal("key"), event: z.string(), client: z.string(), by: z.string() }),
  z.object({ type: z.literal("settings"), by: z.string(), changed: z.record(z.string(), z.unknown()) }),
  z.object({
    type: z.literal("alarm"),
    what: z.string(),
    process: z.string().nullable(),
    pid: z.number().nullable(),
    endpoint: z.string().nullable(),
    action: z.string(),
  }),
  /** The end of the file was torn and has been cut. */
  z.object({
    type: z.literal("repair"),
    file: z.string(),
    removedBytes: z.number().int().positive(),
    removedHash: hash,
  }),
  /** So many records could not be written, because the disk refused them. */
  z.object({ type: z.literal("gap"), lostRecords: z.number().int().positive(), reason: z.string() }),
  z.object({ type: z.literal("clock"), wentBackMilliseconds: z.number().positive() }),
  /** Old segments were removed by the rules of retention; the chain goes on from `lastHash`. */
  z.object({
    type: z.literal("tombstone"),
    files: z.array(z.string()),
    firstNumber: z.number().int(),
    lastNumber: z.number().int(),
    firstHash: hash,
    lastHash: hash,
    reason: z.string(),
  }),
  /** The first record of a file. `publicKey` is SPKI in base64. */
  z.object({ type: z.literal("segment"), segment: z.number().int().positive(), publicKey: z.string() }),
  /** Signs all before it: Ed25519 over the record's own number and `previous`. */
  z.object({ type: z.literal("signature"), key: z.string(), signature: z.string() }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type LedgerEntryType = LedgerEntry["type"];

/** One line of the ledger. */
export type LedgerRecord = LedgerEntry & {
  /** From 1, without a gap. */
  readonly n: number;
  /** The hash of the record before; 64 zeros before the first. */
  readonly previous: string;
  readonly at: string;
  readonly hash: string;
};

const types = ledgerEntrySchema.options.map(({ shape }) => shape.type.value) as [LedgerEntryType, ...LedgerEntryType[]];

/** Which records are wanted; all that is given must hold. The newest first. */
export const ledgerQuestionSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  /** Not included. */
  to: z.iso.datetime({ offset: true }).optional(),
  type: z.enum(types).optional(),
  client: z.string().optional(),
  /** Of a request (`x-request-id`) or a download. */
  id: z.string().optional(),
  /** Only records with a lower number: the next page. */
  before: z.number().int().positive().optional(),
  limit: z.number().int().positive().max(1_000).default(100),
});
export type LedgerQuestion = z.infer<typeof ledgerQuestionSchema>;

/** Where the chain stands: enough to prove later that nothing before it was changed. */
export const ledgerHeadSchema = z.object({ hash, count: z.number().int().nonnegative(), at: z.iso.datetime() });
export type LedgerHead = z.infer<typeof ledgerHeadSchema>;

export const ledgerPageSchema = z.object({
  /** As they stand in the ledger. */
  records: z.array(z.looseObject({ n: z.number(), previous: hash, at: z.iso.datetime(), type: z.enum(types), hash })),
  /** Whether there are older ones. */
  more: z.boolean(),
  head: ledgerHeadSchema,
  /** Why records do not reach the disk; null: they do. */
  failing: z.string().nullable(),
  publicKey: z.string(),
  keyFingerprint: z.string(),
});
export type LedgerPage = z.infer<typeof ledgerPageSchema>;

export const ledgerVerdictSchema = z.object({
  ok: z.boolean(),
  records: z.number().int().nonnegative(),
  segments: z.number().int().nonnegative(),
  /** Of the last good record. */
  head: ledgerHeadSchema.nullable(),
  /** Records up to the last signature that holds; those after it are chained, not signed yet. */
  signedRecords: z.number().int().nonnegative(),
  /** Fingerprints of the keys that signed. */
  keys: z.array(z.string()),
  firstBad: z
    .object({
      file: z.string(),
      line: z.number().int().positive(),
      record: z.number().int().nullable(),
      what: z.string(),
    })
    .nullable(),
});
export type LedgerVerdict = z.infer<typeof ledgerVerdictSchema>;
