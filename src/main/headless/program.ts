import { Command } from "commander";
import { version } from "../../shared/version";
import { addAliasCommand } from "./commands/alias";
import { addCacheCommand } from "./commands/cache";
import { addDoctorCommand } from "./commands/doctor";
import { addDownloadsCommand } from "./commands/downloads";
import { addImportCommand } from "./commands/import";
import { addKeysCommand } from "./commands/keys";
import { addLaunchCommand } from "./commands/launch";
import { addLedgerCommand } from "./commands/ledger";
import { addListCommand } from "./commands/list";
import { addLoadCommand } from "./commands/load";
import { addPlanCommand } from "./commands/plan";
import { addPsCommand } from "./commands/ps";
import { addRemoveCommand } from "./commands/remove";
import { addReportCommand } from "./commands/report";
import { addResidentCommands } from "./commands/resident-commands";
import { addPullCommand } from "./commands/pull";
import { addRunCommand } from "./commands/run";
import { addServeCommand } from "./commands/serve";
import { addShowCommand } from "./commands/show";
import { addStatusCommand } from "./commands/status";
import type { Registrar } from "./command-registrar";
import type { TextSink } from "./terminal";

/**
 * The commands and flags of `tresor`. Parsing throws commander's CommanderError and writes nothing but the help that was asked for,
 * so that every failure is told in one place.
 */
export function createProgram(registrar: Registrar, output: TextSink): Command {
  const { words } = registrar;
  const program = new Command("tresor")
    .description(words.help.program)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => words.help.headings[title] ?? title, showGlobalOptions: true })
    .showSuggestionAfterError(false)
    .helpOption("-h, --help", words.help.show)
    .helpCommand(false)
    .version(version, "-V, --version", words.help.version)
    .option("--data-dir <folder>", words.options.dataDirectory)
    .option("--models-dir <folder>", words.options.modelsDirectory, (path, paths: string[] | undefined) => [
      ...(paths ?? []),
      path,
    ])
    .option("--memory-limit <size>", words.options.memoryLimit)
    .option("--json", words.options.json)
    .option("--log-level <level>", words.options.logLevel)
    .option("--lang <language>", words.options.language)
    .addHelpText("after", `\n${words.help.afterAll}`);
  for (const add of commands) add(program, registrar);
  return program;
}

const commands = [
  addServeCommand,
  addStatusCommand,
  addPsCommand,
  addListCommand,
  addShowCommand,
  addPlanCommand,
  addLoadCommand,
  addResidentCommands,
  addRunCommand,
  addPullCommand,
  addDownloadsCommand,
  addAliasCommand,
  addKeysCommand,
  addImportCommand,
  addRemoveCommand,
  addCacheCommand,
  addLedgerCommand,
  addReportCommand,
  addDoctorCommand,
  addLaunchCommand,
];
