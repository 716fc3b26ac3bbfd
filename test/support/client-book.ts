import { join } from "node:path";
import { pino } from "pino";
import { ClientBook } from "../../src/main/core/clients/client-book";
import { KeyFile } from "../../src/main/core/clients/key-file";
import { UsageBook } from "../../src/main/core/clients/usage-book";
import { UsageFile } from "../../src/main/core/clients/usage-file";
import { FakeClock } from "../fakes/clock";

/** The clients of a folder, and the log of whoever keeps them. */
export async function openClientBook(folder: string, clock = new FakeClock()) {
  const logLines: string[] = [];
  const logger = pino({ level: "debug", base: null }, { write: (line: string) => void logLines.push(line) });
  const usage = await UsageBook.open(new UsageFile(join(folder, "key-usage.json"), clock, logger), clock);
  const book = await ClientBook.open(new KeyFile(join(folder, "keys.json"), logger), usage, clock);
  return { book, usage, clock, logLines };
}
