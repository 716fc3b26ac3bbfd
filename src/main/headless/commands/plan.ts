import type { Command } from "commander";
import { cacheTypeSchema, type CacheType } from "../../../shared/shapes/plan";
import type { Registrar } from "../command-registrar";
import { exitCodes, type ExitCode } from "../exit-codes";
import { wrongUsage } from "../failure";
import { fitsText } from "../fits-text";
import { planText } from "../plan-text";
import { askPlanning } from "../planning-reader";
import { rolesText } from "../roles-text";
import type { Session } from "../session";

interface PlanFlags {
  readonly context?: number;
  readonly slots?: number;
  readonly kvType?: CacheType;
  readonly fits?: true;
  readonly roles?: true;
  readonly machine?: string;
}

/** `plan MODEL`, `plan --roles` and `plan --fits`; all also work where no Tresor runs. */
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
    .option("--roles", words.options.roles)
    .option("--fits", words.options.fits)
    .option("--machine <name>", words.options.machine)
    .action(
      act<PlanFlags>(async (session, flags, [reference]) => {
        const { fits, roles, machine } = flags;
        const asked = [reference, fits, roles].filter((wish) => wish !== undefined);
        if (asked.length !== 1) throw wrongUsage(words.plan.oneQuestion);
        if (machine !== undefined && fits === undefined) throw wrongUsage(words.plan.machineNeedsFits);
        if (reference !== undefined) return await tellPlan(session, reference, flags);
        return fits === true ? await tellFits(session, machine) : await tellRoles(session);
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

async function tellRoles(session: Session): Promise<ExitCode> {
  const plan = await askPlanning(session, {
    ofClient: (client) => client.planRoles({}),
    ofPlanning: (planning) => planning.planRoles(),
  });
  session.output.result(plan, () => rolesText(plan, session));
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
