import { z } from "zod";
import { qualitySchema } from "./model";

/** What a client wants to do; each is an alias with a default model. */
export const roleSchema = z.enum(["text", "code", "vision", "embed", "rerank"]);
export type Role = z.infer<typeof roleSchema>;

/** A model that we recommend, and where to get it. */
export const catalogEntrySchema = z.object({
  /** `qwen3.5-397b-a17b`; `tresor pull` takes it. */
  name: z.string(),
  displayName: z.string(),
  roles: z.array(roleSchema).min(1),
  parameters: z.number().positive(),
  activeParameters: z.number().positive(),
  /** At the published quantisation. */
  weightsBytes: z.number().positive(),
  bitsPerWeight: z.number().positive(),
  quality: qualitySchema,
  contextLength: z.number().int().positive(),
  licence: z.string(),
  /** `hf:owner/repo:Q8_0`; null: nobody publishes it as GGUF at full quality yet. */
  source: z.string().nullable(),
  /** What the source weighs, where that differs from `weightsBytes`: a GGUF at Q8_0 has 8.5 bits per weight. */
  downloadBytes: z.number().positive().optional(),
  /** From how much memory on it is the one to take. */
  recommendedFromBytes: z.number().positive(),
});
export type CatalogEntry = z.infer<typeof catalogEntrySchema>;

/** The catalogue as this machine sees it. */
export const catalogSchema = z.object({
  entries: z.array(
    catalogEntrySchema.extend({
      /** Whether it fits on this machine when nothing else is loaded. */
      fits: z.boolean(),
      /** The best of its role for this machine's memory. */
      recommended: z.boolean(),
      /** Its reference in the library; null: it is not here yet. */
      reference: z.string().nullable(),
    }),
  ),
});
export type Catalog = z.infer<typeof catalogSchema>;
