import type { Command } from "commander";
import type { Registrar } from "../command-registrar";
import { clientOf } from "../session";
import { labelled } from "../table";

export function addStatusCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("status")
    .description(words.commands.status)
    .action(
      act(async (session) => {
        const status = await clientOf(session).status({});
        const { figures, output } = session;
        const { sovereignty } = status;
        output.result(status, () =>
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
          ]),
        );
        return undefined;
      }),
    );
}
