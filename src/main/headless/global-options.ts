import { delimiter, resolve } from "node:path";
import { dataDirectoryAt, defaultDataDirectoryPath, type DataDirectory } from "../core/kernel/data-directory";
import { parseByteSize } from "../core/settings/byte-size";
import { wrongUsage } from "./failure";
import type { Words } from "./language/en";

/** The global options as commander found them: text, or absent. */
export interface GlobalFlags {
  readonly dataDir?: string;
  readonly modelsDir?: readonly string[];
  readonly memoryLimit?: string;
  readonly logLevel?: string;
}

/** What the global options and their environment variables come to; a flag wins over its variable. */
export interface GlobalOptions {
  readonly dataDirectory: DataDirectory;
  /** Absolute. */
  readonly modelsDirectories: readonly string[];
  readonly memoryLimitBytes: number | undefined;
  readonly logLevel: LogLevel;
}

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface GlobalContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly words: Words;
}

/** @throws TresorError `invalid_request` that names the flag or the variable */
export function readGlobalOptions(flags: GlobalFlags, context: GlobalContext): GlobalOptions {
  const { environment, workingDirectory } = context;
  const absolute = (path: string) => resolve(workingDirectory, path);
  const dataDirectoryPath = flags.dataDir ?? set(environment["TRESOR_DATA_DIR"]);
  return {
    dataDirectory: dataDirectoryAt(
      dataDirectoryPath === undefined
        ? defaultDataDirectoryPath(process.platform, environment)
        : absolute(dataDirectoryPath),
    ),
    modelsDirectories: (flags.modelsDir ?? separated(environment["TRESOR_MODELS_DIR"])).map(absolute),
    memoryLimitBytes: memoryLimitOf(flags, context),
    logLevel: logLevelOf(flags, context),
  };
}

function memoryLimitOf(flags: GlobalFlags, { environment }: GlobalContext): number | undefined {
  const [name, text] = chosen("--memory-limit", flags.memoryLimit, "TRESOR_MEMORY_LIMIT", environment);
  return text === undefined ? undefined : parseByteSize(text, name);
}

function logLevelOf(flags: GlobalFlags, { environment, words }: GlobalContext): LogLevel {
  const [name, text] = chosen("--log-level", flags.logLevel, "TRESOR_LOG_LEVEL", environment);
  if (text === undefined) return "warn";
  const level = logLevels.find((candidate) => candidate === text);
  if (level !== undefined) return level;
  const { invalidOption, oneOf } = words.usage;
  throw wrongUsage(invalidOption(name, text, oneOf(logLevels.join(", "))), { field: name });
}

function chosen(
  flag: string,
  given: string | undefined,
  variable: string,
  environment: GlobalContext["environment"],
): readonly [name: string, text: string | undefined] {
  return given === undefined ? [variable, set(environment[variable])] : [flag, given];
}

function separated(paths: string | undefined): readonly string[] {
  return (paths ?? "").split(delimiter).filter((path) => path !== "");
}

/** An empty variable counts as none, as shells and service files leave it. */
function set(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
