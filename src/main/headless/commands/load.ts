import type { Command } from "commander";
import { TresorError } from "../../../shared/errors";
import type { Client } from "../../../shared/contract/derive";
import { cacheTypeSchema, type CacheType, type Plan } from "../../../shared/shapes/plan";
import type { Registrar } from "../command-registrar";
import { exitCodes, type ExitCode } from "../exit-codes";
import { planText } from "../plan-text";
import { askPlanning } from "../planning-reader";
import { memoryOf } from "../resident-text";
import { clientOf, type Session } from "../session";

interface LoadFlags {
  readonly context?: number;
  readonly slots?: number;
  readonly kvType?: CacheType;
  readonly dryRun?: true;
}

interface Wish {
  readonly reference: string;
  readonly context: number | undefined;
  readonly slots: number | undefined;
  readonly cacheType: CacheType | undefined;
}

export function addLoadCommand(program: Command, { words, values, act }: Registrar): void {
  program
    .command("load")
    .description(words.commands.load)
    .argument("<model>", words.arguments.reference)
    .option("--context <tokens>", words.options.context, values.wholeNumber(1))
    .option("--slots <count>", words.options.slots, values.wholeNumber(1, 64))
    .option("--kv-type <type>", words.options.kvType, (text) =>
      values.oneOf(cacheTypeSchema.options)(text.toUpperCase()),
    )
    .option("--dry-run", words.options.dryRun)
    .action(
      act<LoadFlags>(async (session, { context, slots, kvType, dryRun }, [reference = ""]) => {
        const wish = { reference, context, slots, cacheType: kvType };
        return dryRun === true ? await tryLoad(session, wish) : await load(session, wish);
      }),
    );
}

async function load(session: Session, wish: Wish): Promise<ExitCode> {
  const { output, figures, words } = session;
  const client = clientOf(session);
  const stopWatching = watchLoading(client, session);
  const resident = await client.load(wish).finally(stopWatching);
  if ("lines" in resident) throw new TresorError("internal", "A load was answered with a plan.");
  output.result(resident, () => `${words.acted.load(resident.reference, memoryOf(resident, figures))}\n`);
  return exitCodes.done;
}

/** What loading it would take, also where no Tresor runs. */
async function tryLoad(session: Session, wish: Wish): Promise<ExitCode> {
  const plan = await askPlanning<Plan>(session, {
    ofClient: async (client) => {
      const answer = await client.load({ ...wish, dryRun: true });
      if ("lines" in answer) return answer;
      throw new TresorError("internal", "A dry run was answered with a resident.");
    },
    ofPlanning: (planning) => planning.plan(wish),
  });
  session.output.result(plan, () => planText(plan, session));
  return plan.fits ? exitCodes.done : exitCodes.no;
}

/** Shows how far loading is, where somebody watches. What loads at the same time for others is shown with it. */
function watchLoading(client: Client, { output, words, figures, terminal }: Session): () => void {
  if (output.json || terminal.errors.isTTY !== true) return () => undefined;
  return client.subscribe(
    (event) => {
      if (event.event !== "resident" || event.data.state !== "loading") return;
      output.progress(words.run.loading(event.data.reference, figures.share(event.data.progress ?? 0)));
    },
    () => undefined,
  );
}
