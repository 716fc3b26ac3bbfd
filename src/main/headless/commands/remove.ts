import type { Command } from "commander";
import type { Registrar } from "../command-registrar";
import { clientOf } from "../session";

export function addRemoveCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("rm")
    .description(words.commands.rm)
    .argument("<model>", words.arguments.reference)
    .option("--force", words.options.force)
    .action(
      act<{ readonly force?: true }>(async (session, { force = false }, [reference = ""]) => {
        const removed = await clientOf(session).remove({ reference, force });
        session.output.result(removed, () => {
          const { figures } = session;
          const gone = words.removed.model(removed.reference, figures.file(removed.sizeBytes));
          return [gone, ...removed.aliases.map(words.removed.alias)].map((line) => `${line}\n`).join("");
        });
        return undefined;
      }),
    );
}
