import { resolve } from "node:path";
import type { Command } from "commander";
import type { ImportItem } from "../../../shared/shapes/download";
import type { Registrar } from "../command-registrar";
import { clientOf, type Session } from "../session";

export function addImportCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("import")
    .description(words.commands.import)
    .argument("<file>", words.arguments.file)
    .option("--move", words.options.move)
    .action(
      act<{ readonly move?: true }>(async (session, { move = false }, [file = ""]) => {
        // The running Tresor has another working directory.
        const path = resolve(session.terminal.workingDirectory, file);
        for await (const item of clientOf(session).import({ path, mode: move ? "move" : "link" })) show(item, session);
        return undefined;
      }),
    );
}

function show(item: ImportItem, { output, words, figures }: Session): void {
  if (output.json) {
    output.line(item);
  } else if (item.event === "progress") {
    const total = item.totalBytes ?? 0;
    const share = figures.share(total > 0 ? item.bytes / total : 0);
    output.progress(words.imported.progress(share, figures.file(item.bytes), figures.file(total)));
  } else {
    output.text(`${words.imported.done(item.reference, item.path)}\n`);
  }
}
