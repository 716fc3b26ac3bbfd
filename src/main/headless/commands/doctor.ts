import type { Command } from "commander";
import { TresorError } from "../../../shared/errors";
import type { DoctorReport } from "../../../shared/shapes/doctor";
import type { Registrar } from "../command-registrar";
import { exitCodes } from "../exit-codes";
import { clientOf, type Session } from "../session";
import { table } from "../table";

export function addDoctorCommand(program: Command, { words, act }: Registrar): void {
  program
    .command("doctor")
    .description(words.commands.doctor)
    .option("--leak-test", words.options.leakTest)
    .action(
      act<{ readonly leakTest?: boolean }>(async (session, { leakTest = false }) => {
        const report = await examine(session, { leakTest });
        session.output.result(report, () => textOf(report, session));
        return report.ok ? exitCodes.done : exitCodes.no;
      }),
    );
}

/** The running Tresor examines itself; without one, what would keep it from starting is looked at as well. */
async function examine(session: Session, wish: { readonly leakTest: boolean }): Promise<DoctorReport> {
  try {
    return await clientOf(session).doctor(wish);
  } catch (error) {
    if (TresorError.from(error).code !== "not_running") throw error;
    return await session.capabilities.diagnose(session, wish);
  }
}

function textOf({ ok, checks }: DoctorReport, { words: { doctor, columns } }: Session): string {
  const rows = checks.map(({ name, ok: isWell, found }) => [name, isWell ? doctor.ok : doctor.bad, found]);
  const fixes = checks.flatMap(({ name, fix }) => (fix === null ? [] : [`${name}: ${doctor.fix(fix)}\n`]));
  const list = table([{ title: columns.check }, { title: "" }, { title: columns.found }], rows);
  return [list, ...fixes, ...(ok ? [`${doctor.good}\n`] : [])].join("");
}
