import type { Command } from "commander";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { TresorError } from "../../../shared/errors";
import { createReport } from "../../core/report/create-report";
import type { Registrar } from "../command-registrar";
import { exitCodes } from "../exit-codes";
import { askLibrary } from "../library-reader";
import { momentOf } from "../moment";
import type { Session } from "../session";

interface ReportFlags {
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
}

/** `report`. Reads the ledger's files itself, as `ledger verify` does: it trusts no running Tresor, and needs none. */
export function addReportCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("report")
    .description(words.commands.report)
    .option("--from <time>", words.options.from)
    .option("--to <time>", words.options.to)
    .option("--out <file>", words.options.reportOut)
    .action(act<ReportFlags>(report));
}

async function report(session: Session, flags: ReportFlags): Promise<number> {
  const { options, terminal, output, words } = session;
  const question = { from: isoOf("--from", flags.from), to: isoOf("--to", flags.to), lang: words.report.language };
  const path = resolve(terminal.workingDirectory, flags.out ?? nameOf(flags));
  const { models } = await askLibrary(session, {
    ofClient: (client) => client.list({}),
    ofLibrary: async (library) => ({ models: library.models() }),
  });
  const sources = { ledgerFolder: options.dataDirectory.ledgerDirectory, models, now: new Date() };
  const { html, facts } = await createReport(sources, question);
  await writeNew(path, html);
  const { ok } = facts.verdict;
  output.result({ path, ok, records: facts.records.count }, () => `${path}\n`);
  if (!ok) output.note(words.report.faulty);
  return ok ? exitCodes.done : exitCodes.no;
}

function isoOf(flag: string, text: string | undefined): string | undefined {
  const moment = momentOf(flag, text);
  return moment === undefined ? undefined : new Date(moment).toISOString();
}

function nameOf({ from, to }: ReportFlags): string {
  const parts = ["tresor-report", from, to].filter((part) => part !== undefined);
  return `${parts.join("_").replaceAll(/[^\w.-]/g, "-")}.html`;
}

/** It names clients: closed to other users. An older report is never written over. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === "EEXIST"
        ? `${path} is there already; remove it, or name another file with --out.`
        : `${path} cannot be written: ${message}`;
    throw new TresorError("invalid_request", reason, { field: "--out" });
  }
}
