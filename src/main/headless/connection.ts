import { readFileSync } from "node:fs";
import { createClient, type Client } from "../../shared/contract/derive";
import type { DataDirectory } from "../core/kernel/data-directory";
import { readRunning } from "../core/kernel/running-file";
import { LocalFailure } from "./failure";
import type { Words } from "./language/en";
import { createLocalTransport } from "./local-transport";

/**
 * A client of the Tresor that serves from this data directory; its calls end with `interruption`.
 * @throws LocalFailure `not_running`, `unauthorized`
 */
export function connect(directory: DataDirectory, words: Words, interruption: AbortSignal): Client {
  const running = readRunning(directory);
  if (running === null) throw new LocalFailure("not_running", words.connection.notRunning);
  const adminToken = readAdminToken(directory.adminTokenFile, words);
  return createClient(createLocalTransport({ url: running.url, adminToken }, words, interruption));
}

function readAdminToken(path: string, words: Words): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new LocalFailure("unauthorized", words.connection.noToken(path), undefined, { cause: error });
  }
}
