import { delimiter, resolve } from "node:path";
import { parseArgs } from "node:util";
import { TresorError } from "../../../shared/errors";
import { parseByteSize } from "./byte-size";

/** What the flags of one start say; they win over the settings file, and over the environment variables of the same name. */
export interface ServeFlags {
  readonly dataDirectoryPath: string | undefined;
  /** Absolute, in the order given. */
  readonly modelsDirectories: readonly string[];
  readonly port: number | undefined;
  readonly seal: "required" | "off" | undefined;
  readonly demo: false | undefined;
  readonly prefixCache: false | undefined;
  readonly threads: number | undefined;
  readonly context: number | undefined;
  readonly slots: number | undefined;
  readonly memoryLimitBytes: number | undefined;
  readonly logLevel: LogLevel;
  readonly language: "de" | "en" | undefined;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

const text = { type: "string" } as const;
const options = {
  "data-dir": text,
  "models-dir": { type: "string", multiple: true },
  "memory-limit": text,
  port: text,
  seal: text,
  "no-demo": { type: "boolean" },
  "no-prefix-cache": { type: "boolean" },
  threads: text,
  context: text,
  slots: text,
  "log-level": text,
  lang: text,
} as const;

/**
 * The flags that the app takes, with the meanings that the command line gives them. Relative folders are taken from
 * `workingDirectory`. @throws TresorError `invalid_request` naming the flag
 */
export function parseServeFlags(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): ServeFlags {
  const flags = readFlags(args);
  const absolute = (path: string) => resolve(workingDirectory, path);
  const dataDirectory = flags["data-dir"] ?? environment["TRESOR_DATA_DIR"];
  const modelsDirectories = flags["models-dir"] ?? environment["TRESOR_MODELS_DIR"]?.split(delimiter) ?? [];
  const memoryLimit = flags["memory-limit"] ?? environment["TRESOR_MEMORY_LIMIT"];
  return {
    dataDirectoryPath: dataDirectory === undefined ? undefined : absolute(dataDirectory),
    modelsDirectories: modelsDirectories.filter((path) => path !== "").map(absolute),
    port: wholeNumber("--port", flags.port, 0, 65_535),
    seal: oneOf("--seal", flags.seal, ["required", "off"] as const),
    demo: flags["no-demo"] === true ? false : undefined,
    prefixCache: flags["no-prefix-cache"] === true ? false : undefined,
    threads: wholeNumber("--threads", flags.threads, 1, 1_024),
    context: wholeNumber("--context", flags.context, 1, Number.MAX_SAFE_INTEGER),
    slots: wholeNumber("--slots", flags.slots, 1, 64),
    memoryLimitBytes: memoryLimit === undefined ? undefined : parseByteSize(memoryLimit, "--memory-limit"),
    logLevel: oneOf("--log-level", flags["log-level"] ?? environment["TRESOR_LOG_LEVEL"], logLevels) ?? "info",
    language: oneOf("--lang", flags.lang ?? environment["TRESOR_LANG"], ["de", "en"] as const),
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new TresorError("invalid_request", error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(flag: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new TresorError("invalid_request", `${flag}: "${value}" is not a whole number from ${least} to ${most}.`, {
    field: flag,
  });
}

function oneOf<const T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new TresorError("invalid_request", `${flag}: "${value}" is not one of ${allowed.join(", ")}.`, { field: flag });
}
