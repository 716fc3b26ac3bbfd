import type { Command } from "commander";
import type { ModelDetails } from "../../../shared/shapes/model";
import { printableText } from "../../core/gguf/printable-text";
import type { Registrar } from "../command-registrar";
import { askLibrary } from "../library-reader";
import type { Session } from "../session";
import { labelled, table } from "../table";

/** A metadata value may be a licence of many pages; `--json` has it whole. */
const mostShownCharacters = 100;

export function addShowCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("show")
    .description(words.commands.show)
    .argument("<model>", words.arguments.reference)
    .action(
      act(async (session, _options, [reference = ""]) => {
        const details = await askLibrary(session, {
          ofClient: (client) => client.show({ reference }),
          ofLibrary: (library) => library.details(reference),
        });
        session.output.result(details, () => textOf(details, session));
        return undefined;
      }),
    );
}

function textOf(model: ModelDetails, session: Session): string {
  const { show } = session.words;
  const metadata = Object.entries(model.metadata).map(
    ([key, value]) => [key, printableText(String(value), mostShownCharacters)] as const,
  );
  return [
    `${model.reference}\n${facts(model, session)}`,
    `${show.tensorTypes}\n${tensorTable(model, session)}`,
    ...(metadata.length === 0 ? [] : [`${show.metadata}\n${labelled(metadata)}`]),
    `${show.template}\n${model.template ?? show.noTemplate}\n`,
  ].join("\n");
}

function facts(model: ModelDetails, { words, figures }: Session): string {
  const { show } = words;
  return labelled([
    [show.digest, model.digest ?? show.unknown],
    [show.file, model.path],
    [show.size, figures.file(model.sizeBytes)],
    [show.parameters, figures.parameters(model.parameters)],
    ...(model.activeParameters === model.parameters
      ? []
      : [[show.activeParameters, figures.parameters(model.activeParameters)] as const]),
    [show.bits, figures.decimal(model.bitsPerWeight)],
    [show.quality, model.demo ? words.demo : words.quality[model.quality]],
    [show.architecture, model.architecture],
    [show.context, figures.count(model.contextLength)],
    [show.capabilities, model.capabilities.join(", ")],
    ...(model.aliases.length === 0 ? [] : [[show.aliases, model.aliases.join(", ")] as const]),
    [show.licence, model.licence ?? show.unknown],
    [show.source, model.source ?? show.unknown],
  ]);
}

function tensorTable({ tensorTypes }: ModelDetails, { words: { columns }, figures }: Session): string {
  return table(
    [{ title: columns.type }, { title: columns.tensors, align: "right" }, { title: columns.size, align: "right" }],
    tensorTypes.map(({ type, tensors, bytes }) => [type, figures.count(tensors), figures.file(bytes)]),
  );
}
