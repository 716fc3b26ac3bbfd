import { join } from "node:path";
import { ClientBook } from "../clients/client-book";
import { ClientLimits } from "../clients/client-limits";
import { KeyFile } from "../clients/key-file";
import { UsageBook } from "../clients/usage-book";
import { UsageFile } from "../clients/usage-file";
import { forwardClients } from "../control/forward-clients";
import { systemClock } from "../kernel/clock";
import type { Library } from "../library/library-port";
import type { Ground } from "./ground";

/** The clients with keys, and what holds each of their requests to its rules. */
export async function composeClients({ options, disposables, hub }: Ground, library: Library) {
  const { dataDirectory, logger } = options;
  const usageFile = new UsageFile(join(dataDirectory.path, "key-usage.json"), systemClock, logger);
  const usage = await UsageBook.open(usageFile, systemClock);
  disposables.add(() => usage.dispose());
  const clients = await ClientBook.open(new KeyFile(join(dataDirectory.path, "keys.json"), logger), usage, systemClock);
  disposables.add(forwardClients(hub, clients));
  const limits = new ClientLimits({
    rulesOf: (client) => clients.rulesOf(client),
    usage,
    resolve: (reference) => library.resolve(reference),
    clock: systemClock,
  });
  return { clients, limits };
}
