import { z } from "zod";
import { cacheTypeSchema } from "./plan";

/** As a browser writes it: no path, no wildcard, and not `null`, which is every sandboxed page. */
const originSchema = z.string().regex(/^[a-z][a-z0-9+.-]*:\/\/[^\s/*]+$/i);
/** Without a port. */
export const hostNameSchema = z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i);

/** What a user can set and what survives a restart. Flags and environment variables of one start win over it. */
export const settingsSchema = z.object({
  language: z.enum(["system", "de", "en"]).default("system"),
  /** Whether somebody went through the first run, or skipped it. */
  welcomed: z.boolean().default(false),
  /** `required`: a worker without the kernel's seal loads nothing. `off`: it loads, marked *not enforced* everywhere. */
  seal: z.enum(["required", "off"]).default("required"),
  port: z.number().int().min(0).max(65535).default(8737),
  /** Folders with models; the data directory's own `models` folder comes first and need not be listed. */
  modelsDirs: z.array(z.string()).default([]),
  /** What all residents together may take; null leaves it to the machine. */
  memoryLimitBytes: z.number().int().positive().nullable().default(null),
  /** Kept free for the system; null: 5 % of the memory, at least 2 GiB. */
  reserveBytes: z.number().int().nonnegative().nullable().default(null),
  threads: z.number().int().positive().nullable().default(null),
  /** Tokens per slot; null takes the model's own, within reason. */
  context: z.number().int().positive().nullable().default(null),
  slots: z.number().int().positive().max(64).nullable().default(null),
  /** How much of each step a new prompt may take while answers run: more reads prompts faster and slows answers. */
  prefillShare: z.number().min(0.1).max(0.9).default(0.5),
  /** Whether the demo model serves while there is no other. */
  demo: z.boolean().default(true),
  /** Whether conversations may be kept on disk, encrypted, so that no prompt is computed twice. `false` removes what is there. */
  prefixCache: z.boolean().default(true),
  /** What they may take on disk; less where the disk is full. */
  prefixCacheBytes: z.number().int().nonnegative().default(20e9),
  /** What they may take in the memory of each worker; null takes a share of the machine's. */
  prefixMemoryBytes: z.number().int().nonnegative().nullable().default(null),
  /** References that are loaded at start and stay, in this order. */
  pinned: z.array(z.string()).default([]),
  /** Names that lead to a reference; a role that is not in it takes its default. */
  aliases: z.record(z.string(), z.string()).default({}),
  /** Loads the models of all roles at start and keeps them as if they were pinned. */
  keepRolesResident: z.boolean().default(false),
  /** How long a resident stays that nobody asks for, where neither request nor model says otherwise; null: until its room is needed. */
  keepAliveSeconds: z.number().int().nonnegative().nullable().default(null),
  /** The same for single models, by reference. */
  keepAliveByModel: z.record(z.string(), z.number().int().nonnegative().nullable()).default({}),
  /** What a request may ask for at most; null: anything. */
  longestKeepAliveSeconds: z.number().int().positive().nullable().default(null),
  /** Whether models in the folders of LM Studio, Hugging Face and Ollama are listed and used in place. */
  otherPrograms: z.boolean().default(true),
  /** For all downloads together; null: no limit. */
  downloadBytesPerSecond: z.number().int().positive().nullable().default(null),
  /** Whether programs on this machine may ask models without a key, as the client "local". */
  localWithoutKey: z.boolean().default(true),
  /** Web pages that may call Tresor, such as `https://chat.example`; none by default. */
  allowedOrigins: z.array(originSchema).default([]),
  /** Names beside this machine's own that requests may call Tresor by, such as `host.docker.internal`. */
  allowedHosts: z.array(hostNameSchema).default([]),
  /** Answers on Ollama's port 11434 too, where Ollama does not. */
  ollamaPort: z.boolean().default(false),
  /** The path of a Unix socket that answers too; null: none. */
  unixSocket: z.string().nullable().default(null),
  /** Serves nobody while the ledger cannot be written. Clients of production are never served without it. */
  refuseWithoutLedger: z.boolean().default(false),
  /** Whether the ledger holds a keyed hash of each prompt, by which one that is kept elsewhere can be told to be the one asked. */
  ledgerPromptHash: z.boolean().default(false),
  /** Whether a process of ours that has a connection nobody announced is ended; the alarm is raised anyway. */
  endUnexpectedConnections: z.boolean().default(true),
  /** How long and how much of the ledger is kept; null: all. */
  ledgerKeptDays: z.number().int().positive().nullable().default(null),
  ledgerKeptBytes: z.number().int().positive().nullable().default(null),
  /** How keys and values are kept where a load does not say. */
  cacheType: cacheTypeSchema.default("F16"),
  /** How windows look. */
  appearance: z.enum(["system", "light", "dark"]).default("system"),
  /** What a million tokens would cost at a cloud that the user compares with, in euros; null: no comparison. */
  cloudPrice: z
    .object({ promptEuros: z.number().nonnegative(), completionEuros: z.number().nonnegative() })
    .nullable()
    .default(null),
});
export type Settings = z.infer<typeof settingsSchema>;

type Shape = typeof settingsSchema.shape;
type WithoutDefaults = { [K in keyof Shape]: z.ZodOptional<ReturnType<Shape[K]["unwrap"]>> };

/**
 * Some of the settings, to be changed. Not `settingsSchema.partial()`: that fills in the default of each setting that is left out, and so
 * would put all the others back.
 */
export const settingsChangeSchema = z.object(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ) as WithoutDefaults,
);
