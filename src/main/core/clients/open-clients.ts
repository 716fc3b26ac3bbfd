import { join } from "node:path";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import { ClientBook } from "./client-book";
import { KeyFile } from "./key-file";
import { UsageBook } from "./usage-book";
import { UsageFile } from "./usage-file";

/** The clients of a data directory, and what they have used. */
export async function openClients(directory: string, clock: Clock, logger: Logger) {
  const usage = await UsageBook.open(new UsageFile(join(directory, "key-usage.json"), clock, logger), clock);
  const clients = await ClientBook.open(new KeyFile(join(directory, "keys.json"), logger), usage, clock);
  return { clients, usage };
}
