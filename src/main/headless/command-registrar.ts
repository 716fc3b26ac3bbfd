import type { Command } from "commander";
import { exitCodes } from "./exit-codes";
import { readGlobalOptions, type GlobalFlags } from "./global-options";
import type { OptionValues } from "./option-values";
import type { Words } from "./language/en";
import type { Session } from "./session";

/** What one command does, given its arguments and options; nothing returned means done. A number is another program's exit code. */
export type Perform<Options> = (
  session: Session,
  options: Options,
  args: readonly string[],
) => Promise<number | undefined>;

/** What a command file needs to add its command to the program. */
export interface Registrar {
  readonly words: Words;
  readonly values: OptionValues;
  /** Wraps what a command does for commander's `action`. The caller states what its own option declarations come to. */
  readonly act: <Options = object>(perform: Perform<Options>) => (...parameters: unknown[]) => Promise<void>;
}

/** @param onExitCode hears how the command that was called ended, unless it failed */
export function createRegistrar(
  base: Omit<Session, "options">,
  values: OptionValues,
  onExitCode: (exitCode: number) => void,
): Registrar {
  const { words, terminal } = base;
  return {
    words,
    values,
    act:
      <Options>(perform: Perform<Options>) =>
      async (...parameters: unknown[]) => {
        const command = parameters.at(-1) as Command;
        const flags = command.optsWithGlobals<GlobalFlags>();
        const options = readGlobalOptions(flags, { ...terminal, words });
        const session: Session = { ...base, options };
        onExitCode((await perform(session, command.opts() as Options, command.args)) ?? exitCodes.done);
      },
  };
}
