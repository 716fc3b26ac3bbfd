import { existsSync } from "node:fs";
import type { Command } from "commander";
import { createDataDirectory } from "../../core/kernel/data-directory";
import { createLogger } from "../../core/kernel/logger";
import type { Tresor } from "../../core/tresor-port";
import type { Registrar } from "../command-registrar";
import { openConfSettings } from "../conf-settings-store";
import { eventNote } from "../event-note";
import { readyText } from "../ready-text";
import type { Session } from "../session";
import { addReachOptions, reachOf, type ServeReachFlags } from "./serve-reach";

interface ServeFlags extends ServeReachFlags {
  readonly port?: number;
  readonly seal?: "required" | "off";
  /** False by `--no-demo`; true is commander's default, not the user's word. */
  readonly demo: boolean;
  /** False by `--no-prefix-cache`, likewise. */
  readonly prefixCache: boolean;
  readonly threads?: number;
  readonly context?: number;
  readonly slots?: number;
}

export function addServeCommand(program: Command, registrar: Registrar): void {
  const { words, values, act } = registrar;
  const { options } = words;
  addReachOptions(program.command("serve").description(words.commands.serve), registrar)
    .option("--port <port>", options.port, values.wholeNumber(0, 65_535))
    .option("--seal <mode>", options.seal, values.oneOf(["required", "off"]))
    .option("--no-demo", options.noDemo)
    .option("--no-prefix-cache", options.noPrefixCache)
    .option("--threads <count>", options.threads, values.wholeNumber(1, 1_024))
    .option("--context <tokens>", options.context, values.wholeNumber(1))
    .option("--slots <count>", options.slots, values.wholeNumber(1, 64))
    .action(
      act<ServeFlags>(async (session, flags) => {
        const stop = listenForStop(session);
        try {
          await serve(await start(session, flags), stop.asked, session);
        } finally {
          stop.dispose();
        }
        return undefined;
      }),
    );
}

async function start(session: Session, flags: ServeFlags): Promise<Tresor> {
  const { options, capabilities, output, words } = session;
  const { installation } = capabilities;
  const reach = reachOf(flags, words);
  for (const path of options.modelsDirectories) if (!existsSync(path)) output.note(words.serve.noSuchFolder(path));
  createDataDirectory(options.dataDirectory);
  const logger = createLogger({ level: options.logLevel });
  return await capabilities.startTresor({
    dataDirectory: options.dataDirectory,
    settings: openConfSettings(options.dataDirectory, logger),
    logger,
    modelsDirectories: options.modelsDirectories,
    demoDirectory: installation.demoDirectory,
    windowDirectory: installation.windowDirectory,
    processes: installation.processes,
    host: flags.host,
    port: flags.port,
    reach,
    seal: flags.seal,
    demo: flags.demo ? undefined : false,
    prefixCache: flags.prefixCache ? undefined : false,
    threads: flags.threads,
    context: flags.context,
    slots: flags.slots,
    memoryLimitBytes: options.memoryLimitBytes,
  });
}

async function serve(tresor: Tresor, stopAsked: Promise<void>, session: Session): Promise<void> {
  try {
    await announce(tresor, session);
    await stopAsked;
    if (!session.output.json) session.output.note(session.words.serve.stopping);
  } finally {
    await tresor.dispose();
  }
}

/** Says that it answers, and from then on what happens. For programs the ready line comes first, whatever else does. */
async function announce(tresor: Tresor, session: Session): Promise<void> {
  const { output, words, figures, capabilities, interruption: signal } = session;
  const dashboard = capabilities.installation.windowDirectory === null ? null : tresor.oneTimeLink();
  if (output.json) {
    output.line({ event: "ready", url: tresor.url, pid: process.pid, dashboard });
    tresor.subscribe((event) => output.line(event));
    return;
  }
  const caller = { client: "cli", signal };
  const [{ models }, { sovereignty, doors }] = await Promise.all([
    tresor.handlers.list({}, caller),
    tresor.handlers.status({}, caller),
  ]);
  const { modelsDirectory } = session.options.dataDirectory;
  output.text(
    readyText({ url: tresor.url, dashboard, models, modelsDirectory, sovereignty: sovereignty.state }, words),
  );
  for (const door of doors) if (door.kind !== "local") output.note(words.serve.door(door));
  const note = eventNote(words, figures);
  tresor.subscribe((event) => {
    const text = note(event);
    if (text !== null) output.note(text);
  });
}

/** Ctrl-C or SIGTERM; also one that comes while everything starts. */
function listenForStop({ terminal }: Session): { readonly asked: Promise<void>; readonly dispose: () => void } {
  const endings: (() => void)[] = [];
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) endings.push(terminal.onSignal(signal, resolve));
  });
  return { asked, dispose: () => endings.forEach((end) => end()) };
}
