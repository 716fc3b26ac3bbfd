import type { CommanderError } from "commander";
import { wrongUsage, type LocalFailure } from "./failure";
import type { Words } from "./language/en";

/** Commander's complaint in the user's language. Its messages are English: `error: unknown option '--prot'`. */
export function usageFailure(error: CommanderError, { usage }: Words): LocalFailure {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text);
  const [first = ""] = quoted;
  switch (error.code) {
    case "commander.unknownOption":
      return wrongUsage(usage.unknownOption(first), { field: first });
    case "commander.unknownCommand":
      return wrongUsage(usage.unknownCommand(first), { field: first });
    case "commander.missingArgument":
      return wrongUsage(usage.missingArgument(first), { field: first });
    case "commander.optionMissingArgument":
      return wrongUsage(usage.optionMissingArgument(nameOf(first)), { field: nameOf(first) });
    case "commander.invalidArgument":
      return invalidValue(error, quoted, usage);
    case "commander.excessArguments":
      return wrongUsage(usage.excessArguments);
    case "commander.help":
      return wrongUsage(usage.noCommand);
    default:
      return wrongUsage(error.message.replace(/^error: /, ""));
  }
}

/** `error: option '--port <port>' argument 'x' is invalid. ` and what option-values.ts said. */
function invalidValue(error: CommanderError, [flags = "", value = ""]: string[], usage: Words["usage"]): LocalFailure {
  const [, wanted = ""] = /is invalid\. (.*)$/s.exec(error.message) ?? [];
  return wrongUsage(usage.invalidOption(nameOf(flags), value, wanted), { field: nameOf(flags) });
}

/** `--port` of `--port <port>`. */
function nameOf(flags: string): string {
  return flags.split(" ")[0] ?? flags;
}
