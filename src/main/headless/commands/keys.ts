import type { Command } from "commander";
import type { NewKey } from "../../../shared/shapes/client";
import type { Registrar } from "../command-registrar";
import { addRuleOptions, rulesFromFlags, type RuleFlags } from "../key-flags";
import { keyTable } from "../key-text";
import { clientOf, type Session } from "../session";

/** `keys create`, `list`, `set`, `revoke` and `rotate`. */
export function addKeysCommand(program: Command, registrar: Registrar): void {
  const { words, act } = registrar;
  const keys = program.command("keys").description(words.commands.keys);

  const create = keys
    .command("create")
    .description(words.commands.keysCreate)
    .requiredOption("--name <name>", words.options.keyName);
  addRuleOptions(create, registrar).action(
    act<RuleFlags & { readonly name: string }>(async (session, { name, ...flags }) => {
      const made = await clientOf(session).createKey({ name, ...rulesFromFlags(flags) });
      showOnce(session, made);
      return undefined;
    }),
  );
  keys
    .command("list")
    .description(words.commands.keysList)
    .action(
      act(async (session) => {
        const listing = await clientOf(session).keys({});
        session.output.result(listing, () => keyTable(listing.keys, session));
        return undefined;
      }),
    );
  addRuleOptions(
    keys.command("set").description(words.commands.keysSet).argument("<name>", words.arguments.keyName),
    registrar,
  ).action(
    act<RuleFlags>(async (session, flags, [name = ""]) => {
      const client = await clientOf(session).updateKey({ name, ...rulesFromFlags(flags) });
      session.output.result(client, () => keyTable([client], session));
      return undefined;
    }),
  );
  keys
    .command("revoke")
    .description(words.commands.keysRevoke)
    .argument("<name>", words.arguments.keyName)
    .action(
      act(async (session, _options, [name = ""]) => {
        const client = await clientOf(session).revokeKey({ name });
        session.output.result(client, () => `${words.keys.revoked(client.name)}\n`);
        return undefined;
      }),
    );
  keys
    .command("rotate")
    .description(words.commands.keysRotate)
    .argument("<name>", words.arguments.keyName)
    .action(
      act(async (session, _options, [name = ""]) => {
        showOnce(session, await clientOf(session).rotateKey({ name }));
        return undefined;
      }),
    );
}

/** The key alone on standard output, so that it can be piped; the remark beside it. */
function showOnce({ output, words }: Session, made: NewKey): void {
  output.result(made, () => `${made.key}\n`);
  if (!output.json) output.note(words.keys.shownOnce(made.name));
}
