import type { Command } from "commander";
import type { Registrar } from "../command-registrar";
import { clientOf } from "../session";

/** `unload`, `pin` and `unpin`: the control call of the same name with one reference. */
export function addResidentCommands(program: Command, { words, act }: Registrar): void {
  for (const name of ["unload", "pin", "unpin"] as const) {
    program
      .command(name)
      .description(words.commands[name])
      .argument("<model>", words.arguments.reference)
      .action(
        act(async (session, _options, [reference = ""]) => {
          const resident = await clientOf(session)[name]({ reference });
          session.output.result(resident, () => `${words.acted[name](resident.reference)}\n`);
          return undefined;
        }),
      );
  }
}
