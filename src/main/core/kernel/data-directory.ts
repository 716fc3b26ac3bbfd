import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where Tresor keeps its own files. The layout is part of docs/architecture.md; other programs may read it, none may write it. */
export interface DataDirectory {
  readonly path: string;
  readonly settingsFile: string;
  /** Mode 0600. */
  readonly adminTokenFile: string;
  /** Who serves from this directory now; see running-file.ts. */
  readonly runningFile: string;
  readonly modelsDirectory: string;
  readonly cacheDirectory: string;
  readonly ledgerDirectory: string;
  readonly logsDirectory: string;
}

/** The platform's usual place: Application Support on macOS, XDG_DATA_HOME elsewhere. */
export function defaultDataDirectoryPath(
  platform: NodeJS.Platform = process.platform,
  environment = process.env,
): string {
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Tresor");
  return join(environment["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "tresor");
}

export function dataDirectoryAt(path: string): DataDirectory {
  return {
    path,
    settingsFile: join(path, "settings.json"),
    adminTokenFile: join(path, "admin-token"),
    runningFile: join(path, "running.json"),
    modelsDirectory: join(path, "models"),
    cacheDirectory: join(path, "cache"),
    ledgerDirectory: join(path, "ledger"),
    logsDirectory: join(path, "logs"),
  };
}

/** Creates the directory and its folders, closed to other users. */
export function createDataDirectory(directory: DataDirectory): void {
  for (const path of [directory.path, directory.modelsDirectory, directory.cacheDirectory, directory.logsDirectory]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
}

/** The admin token; made at the first call. A file that others could read is closed again. */
export function ensureAdminToken(directory: DataDirectory): string {
  if (!existsSync(directory.adminTokenFile)) {
    writeFileSync(directory.adminTokenFile, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  chmodSync(directory.adminTokenFile, 0o600);
  return readFileSync(directory.adminTokenFile, "utf8").trim();
}
