import type { LanguageCode } from "../../language/format";

export interface TerminalCommand {
  readonly name: "report" | "export" | "verify";
  readonly command: string;
}

const day = 86_400_000;

/** The commands over the last 30 days, ready to be pasted. */
export function terminalCommands(now: number, language: LanguageCode): readonly TerminalCommand[] {
  const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  const period = `--from ${dateOf(now - 30 * day)} --to ${dateOf(now + day)}`;
  return [
    { name: "report", command: `tresor report ${period} --lang ${language} --out tresor-report.html` },
    { name: "export", command: `tresor ledger export ${period} --format csv` },
    { name: "verify", command: "tresor ledger verify" },
  ];
}
