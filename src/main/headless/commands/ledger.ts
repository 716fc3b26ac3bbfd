import type { Command } from "commander";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TresorError } from "../../../shared/errors";
import { ledgerHeadSchema, type LedgerHead, type LedgerVerdict } from "../../../shared/shapes/ledger";
import { csvHead, csvLine } from "../../core/ledger/ledger-csv";
import { readLedger } from "../../core/ledger/read-ledger";
import { verifyLedger } from "../../core/ledger/verify-ledger";
import type { Registrar } from "../command-registrar";
import { exitCodes } from "../exit-codes";
import { momentOf } from "../moment";
import { clientOf, type Session } from "../session";
import { labelled } from "../table";

interface VerifyFlags {
  readonly anchor?: string;
}

interface ExportFlags {
  readonly from?: string;
  readonly to?: string;
  readonly format?: string;
}

/** `ledger verify`, `export` and `anchor`. The first two read the files themselves: they trust no running Tresor, and need none. */
export function addLedgerCommand(program: Command, { words, act }: Registrar): void {
  const ledger = program.command("ledger").description(words.commands.ledger);
  ledger
    .command("verify")
    .description(words.commands.ledgerVerify)
    .option("--anchor <file>", words.options.anchor)
    .action(
      act<VerifyFlags>(async (session, { anchor }) => {
        const anchors = anchor === undefined ? [] : [await readAnchor(anchor)];
        const verdict = await verifyLedger(folderOf(session), { anchors });
        session.output.result(verdict, () => verdictText(verdict, session));
        return verdict.ok ? exitCodes.done : exitCodes.no;
      }),
    );
  ledger
    .command("export")
    .description(words.commands.ledgerExport)
    .option("--from <time>", words.options.from)
    .option("--to <time>", words.options.to)
    .option("--format <json|csv>", words.options.format, "json")
    .action(
      act<ExportFlags>(async (session, flags) => {
        await exportLedger(session, flags);
        return undefined;
      }),
    );
  ledger
    .command("anchor")
    .description(words.commands.ledgerAnchor)
    .action(
      act(async (session) => {
        const head = await clientOf(session).anchorLedger({});
        session.output.result(head, () => `${JSON.stringify(head)}\n`);
        return undefined;
      }),
    );
}

const folderOf = ({ options }: Session): string => options.dataDirectory.ledgerDirectory;

/** What `ledger anchor` printed, kept in a file. */
async function readAnchor(path: string): Promise<LedgerHead> {
  try {
    return ledgerHeadSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new TresorError("invalid_request", `--anchor: ${path} holds no anchor (${reason ?? ""}).`, {
      field: "anchor",
    });
  }
}

function verdictText(verdict: LedgerVerdict, { words, figures, options }: Session): string {
  const { ledger } = words;
  const { ok, records, segments, head, signedRecords, keys, firstBad } = verdict;
  const facts = labelled([
    [ledger.records, figures.count(records)],
    [ledger.files, figures.count(segments)],
    [ledger.signed, figures.count(signedRecords)],
    [ledger.keys, keys.length === 0 ? words.no : keys.join(", ")],
    [ledger.head, head === null ? words.no : `${head.hash} (${figures.count(head.count)}, ${head.at})`],
  ]);
  if (ok) return `${ledger.good}\n${facts}`;
  const place = firstBad === null ? "" : join(options.dataDirectory.ledgerDirectory, firstBad.file);
  return `${ledger.bad(place, firstBad?.line ?? 0, firstBad?.what ?? "")}\n${facts}`;
}

async function exportLedger(session: Session, { from, to, format }: ExportFlags): Promise<void> {
  if (format !== "json" && format !== "csv") {
    throw new TresorError("invalid_request", `--format: "${format ?? ""}" is not json or csv.`, { field: "format" });
  }
  const { output } = session;
  if (format === "csv") output.text(csvHead);
  const filter = { from: momentOf("--from", from), to: momentOf("--to", to) };
  for await (const record of readLedger(folderOf(session), filter)) {
    output.text(format === "csv" ? csvLine(record) : `${JSON.stringify(record)}\n`);
  }
}
