import type { Command } from "commander";
import type { CallOutput } from "../../../shared/contract/derive";
import type { ResidencyEvent, Resident } from "../../../shared/shapes/resident";
import type { Registrar } from "../command-registrar";
import { memoryOf } from "../resident-text";
import { clientOf, type Session } from "../session";
import { table } from "../table";

export function addPsCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("ps")
    .description(words.commands.ps)
    .option("--history", words.options.history)
    .action(
      act<{ readonly history?: true }>(async (session, { history = false }) => {
        const answer = await clientOf(session).ps({ history });
        session.output.result(answer, () => textOf(answer, session));
        return undefined;
      }),
    );
}

function textOf({ residents, history }: CallOutput<"ps">, session: Session): string {
  const { words } = session;
  const inMemory = residents.length === 0 ? `${words.noResidents}\n` : residentTable(residents, session);
  if (history === undefined) return inMemory;
  return `${inMemory}\n${history.length === 0 ? `${words.noHistory}\n` : historyTable(history, session)}`;
}

function residentTable(residents: readonly Resident[], { words, figures }: Session): string {
  const { columns } = words;
  return table(
    [
      { title: columns.model },
      { title: columns.state },
      { title: columns.pinned },
      { title: columns.memory, align: "right" },
      { title: columns.context, align: "right" },
      { title: columns.slots, align: "right" },
      { title: columns.leases, align: "right" },
      { title: columns.quality },
      { title: columns.seal },
      { title: columns.process, align: "right" },
    ],
    residents.map((resident) => [
      resident.reference,
      words.states[resident.state],
      resident.pinned ? words.yes : words.no,
      memoryOf(resident, figures),
      figures.count(resident.context),
      figures.count(resident.slots),
      figures.count(resident.leases),
      resident.demo ? words.demo : words.quality[resident.quality],
      resident.seal.enforced ? words.enforced : words.notEnforced,
      resident.pid === null ? "" : String(resident.pid),
    ]),
  );
}

function historyTable(history: readonly ResidencyEvent[], { words: { columns }, figures }: Session): string {
  return table(
    [{ title: columns.time }, { title: columns.event }, { title: columns.model }, { title: columns.reason }],
    history.map(({ at, event, reference, reason }) => [figures.time(at), event, reference, reason]),
  );
}
