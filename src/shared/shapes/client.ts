import { z } from "zod";

/**
 * What a key opens: `inference` asks models, `models` loads, pulls and removes them, `admin` is the control API. Each includes the ones
 * before it.
 */
export const scopeSchema = z.enum(["inference", "models", "admin"]);
export type Scope = z.infer<typeof scopeSchema>;

/** What one client may do. Null: no limit. */
export const clientRulesSchema = z.object({
  scope: scopeSchema,
  /** Aliases and references that it may use; null: all. */
  models: z.array(z.string().min(1)).min(1).nullable(),
  /** Experimental models are refused to it. */
  production: z.boolean(),
  /** What its data may do: 3 stays on this machine. */
  stage: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Its place in the queue of a model. */
  priority: z.enum(["interactive", "api", "background"]),
  requestsPerMinute: z.number().int().positive().nullable(),
  /** Of prompts and answers together. */
  tokensPerMinute: z.number().int().positive().nullable(),
  tokensPerDay: z.number().int().positive().nullable(),
  /** Tokens of prompt and answer of one request. */
  longestContext: z.number().int().positive().nullable(),
  longestKeepAliveSeconds: z.number().int().positive().nullable(),
});
export type ClientRules = z.infer<typeof clientRulesSchema>;

export const clientNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/);

/** A client as it is listed: never with its key. */
export const clientSchema = clientRulesSchema.extend({
  name: clientNameSchema,
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Null: the key is good. */
  revokedAt: z.iso.datetime().nullable(),
  /** The key's last four characters, to tell keys apart. */
  keyEnd: z.string(),
  /** Since midnight, local time. */
  today: z.object({
    requests: z.number().int().nonnegative(),
    promptTokens: z.number().int().nonnegative(),
    completionTokens: z.number().int().nonnegative(),
  }),
});
export type KeyedClient = z.infer<typeof clientSchema>;

/** The only answer that holds a key. */
export const newKeySchema = clientSchema.extend({ key: z.string() });
export type NewKey = z.infer<typeof newKeySchema>;
