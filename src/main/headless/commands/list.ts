import type { Command } from "commander";
import type { Model } from "../../../shared/shapes/model";
import type { Registrar } from "../command-registrar";
import { askLibrary } from "../library-reader";
import type { Session } from "../session";
import { table } from "../table";

export function addListCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("list")
    .description(words.commands.list)
    .action(
      act(async (session) => {
        const listing = await askLibrary(session, {
          ofClient: (client) => client.list({}),
          ofLibrary: async (library) => ({ models: [...library.models()], rejected: [...library.rejected()] }),
        });
        const { output, options } = session;
        output.result(listing, () =>
          listing.models.length === 0
            ? `${words.noModels(options.dataDirectory.modelsDirectory)}\n`
            : modelTable(listing.models, session),
        );
        if (!output.json) for (const { path, reason } of listing.rejected) output.note(words.refusedFile(path, reason));
        return undefined;
      }),
    );
}

function modelTable(models: readonly Model[], { words, figures }: Session): string {
  const { columns } = words;
  return table(
    [
      { title: columns.model },
      { title: columns.quality },
      { title: columns.size, align: "right" },
      { title: columns.parameters, align: "right" },
      { title: columns.bits, align: "right" },
      { title: columns.context, align: "right" },
      { title: columns.capabilities },
      { title: columns.aliases },
    ],
    models.map((model) => [
      model.reference,
      model.demo ? words.demo : words.quality[model.quality],
      figures.file(model.sizeBytes),
      figures.parameters(model.parameters),
      figures.decimal(model.bitsPerWeight),
      figures.count(model.contextLength),
      model.capabilities.join(", "),
      model.aliases.join(", "),
    ]),
  );
}
