import { z } from "zod";
import { digestSchema } from "./model";
import { wireErrorSchema } from "./wire-error";

/**
 * - `resolving`: the hub is asked which files there are
 * - `downloading`, `paused`
 * - `verifying`: what came is hashed
 * - `done`, `failed`, `cancelled`: the end; a failed one can be taken up again and keeps what it has
 */
export const downloadStateSchema = z.enum([
  "resolving",
  "downloading",
  "paused",
  "verifying",
  "done",
  "failed",
  "cancelled",
]);
export type DownloadState = z.infer<typeof downloadStateSchema>;

/** One outbound job of the fetcher: what it brings, from where, and how far it is. */
export const downloadSchema = z.object({
  id: z.string(),
  /** What was asked for: `hf:owner/repo:Q8_0`, a URL, or a name of the catalogue. */
  source: z.string(),
  state: downloadStateSchema,
  /** The hosts that it may reach, and no others. */
  hosts: z.array(z.string()),
  /** Which files, of which sizes; empty while it resolves. */
  files: z.array(
    z.object({
      name: z.string(),
      bytes: z.number().nonnegative(),
      totalBytes: z.number().nonnegative(),
      /** As the hub states it; absent or null where it does not. */
      digest: digestSchema.nullish(),
    }),
  ),
  bytes: z.number().nonnegative(),
  /** Null while it is not known. */
  totalBytes: z.number().nonnegative().nullable(),
  bytesPerSecond: z.number().nonnegative().nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
  /** What the fetcher has sent, requests and all. */
  bytesSent: z.number().nonnegative(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** The model that it has become. */
  reference: z.string().nullable(),
  error: wireErrorSchema.nullable(),
});
export type Download = z.infer<typeof downloadSchema>;

export const pullInputSchema = z.object({
  source: z.string().min(1),
  limitBytesPerSecond: z.number().int().positive().optional(),
});

const progressSchema = z.object({
  event: z.literal("progress"),
  bytes: z.number().nonnegative(),
  totalBytes: z.number().nonnegative().nullable(),
  bytesPerSecond: z.number().nonnegative().nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
});

/** Pieces of `tresor pull`. */
export const pullItemSchema = z.discriminatedUnion("event", [
  progressSchema.extend({ id: z.string(), state: downloadStateSchema }),
  z.object({ event: z.literal("done"), reference: z.string(), digest: digestSchema, path: z.string() }),
]);
export type PullItem = z.infer<typeof pullItemSchema>;

export const importInputSchema = z.object({
  /** A GGUF file, or the first part of one in several. */
  path: z.string().min(1),
  /** `link`: used where it lies, by a hard link where that is possible. `move`: it goes into the models folder. */
  mode: z.enum(["link", "move"]).default("link"),
});

/** Pieces of `tresor import`. */
export const importItemSchema = z.discriminatedUnion("event", [
  progressSchema,
  z.object({ event: z.literal("done"), reference: z.string(), digest: digestSchema, path: z.string() }),
]);
export type ImportItem = z.infer<typeof importItemSchema>;
