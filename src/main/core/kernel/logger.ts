import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { pino, type Logger } from "pino";

export type { Logger } from "pino";

export interface LogOptions {
  readonly level: string;
  /** Absent: standard error, since standard output carries results only. */
  readonly file?: string | undefined;
}

/** Structured logs, one JSON object a line. Never prompt text, never keys: fields of those names are cut before writing. */
export function createLogger(options: LogOptions): Logger {
  if (options.file !== undefined) mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
  const destination = pino.destination(
    options.file === undefined ? { dest: 2, sync: true } : { dest: options.file, sync: false, mode: 0o600 },
  );
  return pino(
    {
      level: options.level,
      base: null,
      redact: {
        paths: ["*.authorization", "*.cookie", "*.prompt", "*.messages", "*.text", "adminToken", "key"],
        censor: "[cut]",
      },
    },
    destination,
  );
}
