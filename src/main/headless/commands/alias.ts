import type { Command } from "commander";
import type { Alias } from "../../../shared/shapes/alias";
import type { Registrar } from "../command-registrar";
import { clientOf, type Session } from "../session";
import { table } from "../table";

/** `alias set`, `alias list` and `alias remove`. */
export function addAliasCommand(program: Command, { words, act }: Registrar): void {
  const alias = program.command("alias").description(words.commands.alias);
  alias
    .command("set")
    .description(words.commands.aliasSet)
    .argument("<name>", words.arguments.alias)
    .argument("<model>", words.arguments.reference)
    .action(
      act(async (session, _options, [name = "", reference = ""]) => {
        const set = await clientOf(session).setAlias({ name, reference });
        session.output.result(set, () => `${words.alias.set(set.name, set.reference ?? set.target ?? "")}\n`);
        return undefined;
      }),
    );
  alias
    .command("list")
    .description(words.commands.aliasList)
    .action(
      act(async (session) => {
        const listing = await clientOf(session).aliases({});
        session.output.result(listing, () => aliasTable(listing.aliases, session));
        return undefined;
      }),
    );
  alias
    .command("remove")
    .description(words.commands.aliasRemove)
    .argument("<name>", words.arguments.alias)
    .action(
      act(async (session, _options, [name = ""]) => {
        const listing = await clientOf(session).removeAlias({ name });
        session.output.result(listing, () => aliasTable(listing.aliases, session));
        return undefined;
      }),
    );
}

function aliasTable(aliases: readonly Alias[], { words }: Session): string {
  const { columns } = words;
  return table(
    [{ title: columns.alias }, { title: columns.model }, { title: columns.setTo }],
    aliases.map(({ name, reference, target }) => [
      name,
      reference ?? words.alias.none,
      target ?? words.alias.byDefault,
    ]),
  );
}
