import type { Command } from "commander";
import { TresorError } from "../../../shared/errors";
import type { Client } from "../../../shared/contract/derive";
import type { Registrar } from "../command-registrar";
import { memoryOf } from "../resident-text";
import { clientOf, type Session } from "../session";

interface LoadFlags {
  readonly context?: number;
  readonly slots?: number;
}

export function addLoadCommand(program: Command, { words, values, act }: Registrar): void {
  program
    .command("load")
    .description(words.commands.load)
    .argument("<model>", words.arguments.reference)
    .option("--context <tokens>", words.options.context, values.wholeNumber(1))
    .option("--slots <count>", words.options.slots, values.wholeNumber(1, 64))
    .action(
      act<LoadFlags>(async (session, { context, slots }, [reference = ""]) => {
        const client = clientOf(session);
        const stopWatching = watchLoading(client, session);
        const resident = await client.load({ reference, context, slots }).finally(stopWatching);
        const { output, figures } = session;
        if ("lines" in resident) throw new TresorError("internal", "A load was answered with a plan.");
        output.result(resident, () => `${words.acted.load(resident.reference, memoryOf(resident, figures))}\n`);
        return undefined;
      }),
    );
}

/** Shows how far loading is, where somebody watches. What loads at the same time for others is shown with it. */
function watchLoading(client: Client, { output, words, figures, terminal }: Session): () => void {
  if (output.json || terminal.errors.isTTY !== true) return () => undefined;
  return client.subscribe(
    (event) => {
      if (event.event !== "resident" || event.data.state !== "loading") return;
      output.progress(words.run.loading(event.data.reference, figures.share(event.data.progress ?? 0)));
    },
    () => undefined,
  );
}
