import type { Command } from "commander";
import type { Client } from "../../../shared/contract/derive";
import { TresorError } from "../../../shared/errors";
import type { PrefixCache } from "../../core/prefix-cache/prefix-cache";
import type { Registrar } from "../command-registrar";
import { clientOf, type Session } from "../session";
import { labelled } from "../table";

/** `cache show` and `cache clear`. */
export function addCacheCommand(program: Command, { words, act }: Registrar): void {
  const cache = program.command("cache").description(words.commands.cache);
  cache
    .command("show")
    .description(words.commands.cacheShow)
    .action(
      act(async (session) => {
        const report = await ask(session, {
          ofClient: (client) => client.cache({}),
          ofFolder: (folder) => folder.report(),
        });
        const { figures, output } = session;
        output.result(report, () =>
          labelled([
            [words.cache.entries, figures.count(report.entries)],
            [words.cache.size, words.cache.of(figures.file(report.bytes), figures.file(report.limitBytes))],
            [words.cache.hits, figures.count(report.hits)],
            [words.cache.writing, report.enabled ? words.yes : words.no],
            [words.cache.key, report.keyHeldBy === null ? words.cache.noKey : words.cache.keys[report.keyHeldBy]],
          ]),
        );
        return undefined;
      }),
    );
  cache
    .command("clear")
    .description(words.commands.cacheClear)
    .action(
      act(async (session) => {
        const cleared = await ask(session, {
          ofClient: (client) => client.clearCache({}),
          ofFolder: (folder) => folder.clear(),
        });
        const { figures, output } = session;
        output.result(
          cleared,
          () => `${words.cache.cleared(figures.count(cleared.entries), figures.file(cleared.bytes))}\n`,
        );
        return undefined;
      }),
    );
}

interface Question<T> {
  readonly ofClient: (client: Client) => Promise<T>;
  readonly ofFolder: (folder: PrefixCache) => Promise<T>;
}

/** Asks the running Tresor, whose workers must hear of it; without one, the folder itself. */
async function ask<T>(session: Session, { ofClient, ofFolder }: Question<T>): Promise<T> {
  try {
    return await ofClient(clientOf(session));
  } catch (error) {
    if (TresorError.from(error).code !== "not_running") throw error;
  }
  const folder = await session.capabilities.openPrefixCache(session);
  try {
    return await ofFolder(folder);
  } finally {
    await folder.dispose();
  }
}
