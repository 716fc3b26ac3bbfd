import { z } from "zod";

/** Full quality is at least 8 bits per weight, computed from the tensors; below that a model is experimental. */
export const qualitySchema = z.enum(["full", "experimental"]);
export type Quality = z.infer<typeof qualitySchema>;

export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const capabilitySchema = z.enum(["completion", "chat", "tools", "thinking", "embedding", "reranking", "vision"]);

/** Whose folder a model lies in. What other programs keep is used in place and never altered. */
export const originSchema = z.enum(["tresor", "folder", "lmStudio", "huggingFace", "ollama", "demo"]);

/** A model on disk, as `tresor list` prints it. */
export const modelSchema = z.object({
  /** `name:tag`, unique in the library; the tag is the dominant tensor type in lower case. */
  reference: z.string(),
  /** SHA-256 of the content, of all parts in order; null until it has been computed in the background. */
  digest: digestSchema.nullable(),
  /** How far its computing is, 0 to 1; null when it does not run. */
  digestProgress: z.number().min(0).max(1).nullable(),
  /** Of the first part, where there are several. */
  path: z.string(),
  /** All parts in order, the first included; one for a model in one file. */
  files: z.array(z.string()),
  /** Of all parts together. */
  sizeBytes: z.number().int().nonnegative(),
  modifiedAt: z.iso.datetime(),
  parameters: z.number().int().nonnegative(),
  /** Parameters used for one token; equals `parameters` for a dense model. */
  activeParameters: z.number().int().nonnegative(),
  /** Bytes of all tensors × 8 over parameters. */
  bitsPerWeight: z.number().nonnegative(),
  /** The dominant tensor type by bytes, as GGUF names it: `Q8_0`, `F16`. */
  quantization: z.string(),
  quality: qualitySchema,
  architecture: z.string(),
  /** The model's own name from its metadata, else the file's. */
  displayName: z.string(),
  contextLength: z.number().int().nonnegative(),
  capabilities: z.array(capabilitySchema),
  licence: z.string().nullable(),
  source: z.string().nullable(),
  /** Where it was got from, as far as Tresor knows for certain: what it downloaded itself, or what the layout of a cache tells. */
  provenance: z.object({ repository: z.string(), revision: z.string().nullable() }).nullable(),
  origin: originSchema,
  /** Names that lead to it: the user's and the roles whose default it is. */
  aliases: z.array(z.string()),
  demo: z.boolean(),
});
export type Model = z.infer<typeof modelSchema>;

/** A file in a models folder that was refused, and why. */
export const rejectedFileSchema = z.object({ path: z.string(), reason: z.string() });
export type RejectedFile = z.infer<typeof rejectedFileSchema>;

/** `tresor show`: the entry of `list` with template, metadata and tensor types. */
export const modelDetailsSchema = modelSchema.extend({
  template: z.string().nullable(),
  /** Scalar metadata and short arrays; long arrays and texts are summed up, never cut silently. */
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tensorTypes: z.array(z.object({ type: z.string(), tensors: z.number().int(), bytes: z.number().int() })),
});
export type ModelDetails = z.infer<typeof modelDetailsSchema>;
