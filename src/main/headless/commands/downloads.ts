import type { Command } from "commander";
import type { Download } from "../../../shared/shapes/download";
import type { Registrar } from "../command-registrar";
import { pullText } from "../pull-text";
import { clientOf, type Session } from "../session";
import { table } from "../table";

interface DownloadsFlags {
  readonly cancel?: string;
}

export function addDownloadsCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("downloads")
    .description(words.commands.downloads)
    .option("--cancel <id>", words.options.cancelDownload)
    .action(
      act<DownloadsFlags>(async (session, { cancel: id }) => {
        const client = clientOf(session);
        const { output } = session;
        if (id === undefined) {
          const document = await client.downloads({});
          output.result(document, () => listText(document.downloads, session));
          return undefined;
        }
        const download = await client.cancelDownload({ id });
        output.result(download, () => `${words.pull.cancelled(download.source)}\n`);
        return undefined;
      }),
    );
}

function listText(downloads: readonly Download[], { words, figures }: Session): string {
  if (downloads.length === 0) return `${words.pull.none}\n`;
  const { download, source, progress } = words.columns;
  return table(
    [{ title: download }, { title: source }, { title: progress }],
    downloads.map((one) => [one.id, one.source, one.error?.message ?? pullText(one, words, figures)]),
  );
}
