import type { Command } from "commander";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shellScript } from "../../../shared/launch/shell-script";
import type { Launch, Tool } from "../../../shared/launch/tool";
import { tools } from "../../../shared/launch/tools";
import type { Registrar } from "../command-registrar";
import { LocalFailure, wrongUsage } from "../failure";
import { chooseKey, chooseModel, loadModel, type LaunchWish } from "../launch-target";
import { clientOf, type Session } from "../session";

interface LaunchFlags {
  readonly print?: true;
  readonly model?: string;
  readonly key?: string;
  readonly ownKey?: true;
}

export function addLaunchCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("launch")
    .description(words.commands.launch)
    .argument("<tool>", words.arguments.tool(tools.map(({ name }) => name).join(", ")))
    .argument("[arguments...]", words.arguments.toolArguments)
    .option("--print", words.options.print)
    .option("--model <model>", words.arguments.reference)
    .option("--key <key>", words.options.launchKey)
    .option("--own-key", words.options.ownKey)
    .action(
      act<LaunchFlags>(async (session, flags, [name = "", ...toolArguments]) => {
        const tool = toolOf(name, session);
        const wish = { model: flags.model, key: flags.key, ownKey: flags.ownKey === true };
        if (flags.print !== true) return await start(session, tool, wish, toolArguments);
        await print(session, tool, wish);
        return undefined;
      }),
    );
}

function toolOf(name: string, { words }: Session): Tool {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool !== undefined) return tool;
  if (name === "cursor") throw new LocalFailure("unsupported", words.launch.cursor);
  throw wrongUsage(words.launch.unknownTool(name, tools.map((candidate) => candidate.name).join(", ")), {
    field: "tool",
  });
}

/** Loads nothing; what it prints works once the model is loaded with that context. */
async function print(session: Session, tool: Tool, wish: LaunchWish): Promise<void> {
  const { model, contextTokens } = await chooseModel(session, tool, wish.model);
  const launch = await prepare(session, tool, wish, { model, contextTokens });
  const directory = directoryOf(session, tool);
  session.output.result(
    { tool: tool.name, program: tool.program, model, contextTokens, directory, ...launch },
    () => `${shellScript(tool.program, launch, directory)}\n`,
  );
}

/** @returns the tool's own exit code */
async function start(
  session: Session,
  tool: Tool,
  wish: LaunchWish,
  toolArguments: readonly string[],
): Promise<number> {
  const { model, contextTokens, load } = await chooseModel(session, tool, wish.model);
  if (load) await loadModel(session, { model, contextTokens });
  const launch = await prepare(session, tool, wish, { model, contextTokens });
  writeFiles(directoryOf(session, tool), launch);
  session.output.aside(session.words.launch.starting(tool.displayName, model, session.figures.count(contextTokens)));
  const exitCode = await session.capabilities.runTool({
    program: tool.program,
    arguments: [...launch.arguments, ...toolArguments],
    environment: launch.environment,
  });
  if (exitCode !== null) return exitCode;
  throw new LocalFailure("unsupported", session.words.launch.install(tool.displayName, tool.install));
}

async function prepare(
  session: Session,
  tool: Tool,
  wish: LaunchWish,
  model: { readonly model: string; readonly contextTokens: number },
): Promise<Launch> {
  const { url } = await clientOf(session).status({});
  const key = await chooseKey(session, tool, wish);
  return tool.launch({ url: url.replace(/\/$/, ""), key, ...model, directory: directoryOf(session, tool) });
}

/** The same each time, so that what a tool keeps beside its settings is there again. */
function directoryOf({ options }: Session, { name }: Tool): string {
  return join(options.dataDirectory.path, "launch", name);
}

function writeFiles(directory: string, { files }: Launch): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
  }
}
