import type { Command } from "commander";
import { cacheTypeSchema, type CacheType } from "../../../shared/shapes/plan";
import type { Registrar } from "../command-registrar";
import { exitCodes, type ExitCode } from "../exit-codes";
import { wrongUsage } from "../failure";
import { fitsText } from "../fits-text";
import { planText } from "../plan-text";
import { askPlanning } from "../planning-reader";
import type { Session } from "../session";

interface PlanFlags {
  readonly context?: number;
  readonly slots?: number;
  readonly kvType?: CacheType;
  readonly fits?: true;
  readonly machine?: string;
}

/** `plan MODEL` and `plan --fits`; both also work where no Tresor runs. */
export function addPlanCommand(program: Command, { words, values, act }: Registrar): void {
  program
    .command("plan")
    .description(words.commands.plan)
    .argument("[model]", words.arguments.reference)
    .option("--context <tokens>", words.options.context, values.wholeNumber(1))
    .option("--slots <count>", words.options.slots, values.wholeNumber(1, 64))
    .option("--kv-type <type>", words.options.kvType, (text) =>
      values.oneOf(cacheTypeSchema.options)(text.toUpperCase()),
    )
    .option("--fits", words.options.fits)
    .option("--machine <name>", words.options.machine)
    .action(
      act<PlanFlags>(async (session, flags, [reference]) => {
        if (flags.fits === true || (flags.machine !== undefined && reference === undefined)) {
          if (reference !== undefined) throw wrongUsage(words.plan.modelOrFits);
          return await tellFits(session, flags.machine);
        }
        if (reference === undefined) throw wrongUsage(words.plan.modelOrFits);
        if (flags.machine !== undefined) throw wrongUsage(words.plan.machineNeedsFits);
        return await tellPlan(session, reference, flags);
      }),
    );
}

async function tellPlan(session: Session, reference: string, flags: PlanFlags): Promise<ExitCode> {
  const { context, slots, kvType: cacheType } = flags;
  const wish = { reference, context, slots, cacheType };
  const plan = await askPlanning(session, {
    ofClient: (client) => client.plan(wish),
    ofPlanning: (planning) => planning.plan(wish),
  });
  session.output.result(plan, () => planText(plan, session));
  return plan.fits ? exitCodes.done : exitCodes.no;
}

async function tellFits(session: Session, machine: string | undefined): Promise<ExitCode> {
  const fits = await askPlanning(session, {
    ofClient: (client) => client.fits({ machine }),
    ofPlanning: (planning) => planning.fits(machine),
  });
  session.output.result(fits, () => fitsText(fits, session));
  return exitCodes.done;
}
