import type { Command } from "commander";
import type { Registrar } from "../command-registrar";
import { clientOf } from "../session";
import { labelled } from "../table";

export function addStatusCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("status")
    .description(words.commands.status)
    .option("--link", words.options.link)
    .action(
      act(async (session, { link }: { link?: boolean }) => {
        const client = clientOf(session);
        const status = await client.status({});
        const dashboard = link === true ? (await client.link({})).url : null;
        const { figures, output } = session;
        const { sovereignty } = status;
        output.result(dashboard === null ? status : { ...status, dashboard }, () =>
          labelled([
            [words.status.address, status.url],
            [words.status.version, `${status.version}, ${status.engine}`],
            [words.status.process, String(status.pid)],
            [words.status.since, figures.time(status.startedAt)],
            [
              words.status.seal,
              [
                words.sovereignty[sovereignty.state],
                words.status.workers(figures.count(sovereignty.sealedWorkers), figures.count(sovereignty.workers)),
                words.status.bytesOut(figures.file(sovereignty.bytesOut)),
              ].join(", "),
            ],
            [words.status.residents, figures.count(status.residents)],
            ...(dashboard === null ? [] : [[words.status.dashboard, dashboard] as const]),
          ]),
        );
        return undefined;
      }),
    );
}
