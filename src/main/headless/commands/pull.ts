import type { Command } from "commander";
import type { Client } from "../../../shared/contract/derive";
import type { PullItem } from "../../../shared/shapes/download";
import { parseByteSize } from "../../core/settings/byte-size";
import type { Registrar } from "../command-registrar";
import { wrongUsage } from "../failure";
import { pullText } from "../pull-text";
import { clientOf, type Session } from "../session";

interface PullFlags {
  readonly limitRate?: string;
}

export function addPullCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("pull")
    .description(words.commands.pull)
    .argument("<source>", words.arguments.source)
    .option("--limit-rate <rate>", words.options.limitRate)
    .action(
      act<PullFlags>(async (session, { limitRate }, [source = ""]) => {
        const limitBytesPerSecond = limitRate === undefined ? undefined : rateOf(limitRate, session);
        await watch(source, limitBytesPerSecond, session);
        return undefined;
      }),
    );
}

/** `10MB` or `10MB/s`. @throws LocalFailure `invalid_request` */
function rateOf(text: string, { words }: Session): number {
  try {
    return parseByteSize(text.replace(/\/s$/i, ""), "--limit-rate");
  } catch {
    throw wrongUsage(words.usage.invalidOption("--limit-rate", text, words.usage.size), { field: "--limit-rate" });
  }
}

/** Ctrl-C pauses the download, as it ends the traffic of every other program that fetches; asking again goes on from there. */
async function watch(source: string, limitBytesPerSecond: number | undefined, session: Session): Promise<void> {
  const client = clientOf(session);
  let id: string | null = null;
  try {
    for await (const item of client.pull({ source, limitBytesPerSecond })) {
      if (item.event === "progress" && id === null) {
        id = item.id;
        await announce(client, id, session);
      }
      show(item, session);
    }
  } catch (error) {
    if (session.interruption.aborted && id !== null) await pause(id, source, session);
    throw error;
  }
}

/** Which hosts it may reach, before anything else is said. */
async function announce(client: Client, id: string, { output, words }: Session): Promise<void> {
  const { downloads } = await client.downloads({});
  const hosts = downloads.find((download) => download.id === id)?.hosts ?? [];
  if (!output.json && hosts.length > 0) output.note(words.pull.from(hosts.join(", ")));
}

function show(item: PullItem, { output, words, figures }: Session): void {
  if (output.json) output.line(item);
  else if (item.event === "progress") output.progress(pullText(item, words, figures));
  else output.result(item, () => `${words.pull.done(item.reference, item.path)}\n`);
}

/** Over a connection of its own: the session's calls have ended with the interruption. */
async function pause(id: string, source: string, session: Session): Promise<void> {
  const { output, words } = session;
  const client = clientOf({ ...session, interruption: new AbortController().signal });
  try {
    await client.pauseDownload({ id });
    output.note(words.pull.paused(source));
  } catch {
    // It has ended in this moment, or Tresor has: there is nothing to pause then.
  }
}
