import { z } from "zod";

export const sovereigntyStateSchema = z.enum(["sealed", "fetching", "network", "cloud", "not-enforced", "alarm"]);
export type SovereigntyState = z.infer<typeof sovereigntyStateSchema>;

/** Something reached, or tried to reach, beyond this machine. */
export const alarmSchema = z.object({
  at: z.iso.datetime(),
  what: z.string(),
  /** Which of our processes: `main`, `worker`, `window`, … */
  process: z.string().nullable(),
  pid: z.number().int().nullable(),
  endpoint: z.string().nullable(),
  /** What was done about it. */
  action: z.string(),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const sovereigntySchema = z.object({
  state: sovereigntyStateSchema,
  since: z.iso.datetime(),
  /** Bytes that outbound jobs (downloads) have sent since the start: requests, their headers included. */
  bytesOut: z.number().nonnegative(),
  sealedWorkers: z.number().int().nonnegative(),
  workers: z.number().int().nonnegative(),
  /** The oldest of the workers' probes; null when no worker runs. */
  checkedAt: z.iso.datetime().nullable(),
  /** When the sockets of all our processes were last listed; null: not yet, or not possible here. */
  observedAt: z.iso.datetime().nullable(),
  /** Those that nobody has acknowledged. */
  alarms: z.array(alarmSchema),
  /** What is missing, or who is reached, in one sentence; null when sealed. */
  reason: z.string().nullable(),
});
export type Sovereignty = z.infer<typeof sovereigntySchema>;

/** A place where requests come in: two ports on loopback, a Unix socket, and what other machines reach. */
export const doorSchema = z.object({
  kind: z.enum(["local", "ollama", "socket", "network"]),
  /** A URL, or the path of the socket. */
  address: z.string(),
  /** Why it is not open; null: it is. */
  problem: z.string().nullable(),
  /** Of the certificate (SHA-256), for people to compare; null without TLS. */
  fingerprint: z.string().nullable(),
});
export type Door = z.infer<typeof doorSchema>;

export const statusSchema = z.object({
  url: z.string(),
  version: z.string(),
  engine: z.string(),
  pid: z.number().int(),
  startedAt: z.iso.datetime(),
  sovereignty: sovereigntySchema,
  residents: z.number().int().nonnegative(),
  doors: z.array(doorSchema),
});
export type Status = z.infer<typeof statusSchema>;
