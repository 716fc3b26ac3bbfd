import type { LoadedModel, LoadOptions, PrefixOptions } from "../core/engine/engine";
import type { FromWorker } from "../core/engine/protocol";
import { Generations } from "./generation/generations";
import { openPrefixStore } from "./open-prefix-store";
import { batchTokensOf, cacheTypeOf, loadResidentModel } from "./resident-model";
import { checkpointOptions } from "./schedule/checkpoint-record";
import { PrefillPace } from "./schedule/prefill-pace";
import { PrefixKeeper } from "./schedule/prefix-keeper";
import { Scheduler } from "./schedule/scheduler";
import { Slot } from "./schedule/slot";
import { StateTransfer } from "./schedule/state-transfer";
import { openTaskDesk, type Answers } from "./tasks/task-desk";

/** A prompt may take half of the time while streams run beside it. */
const defaultPrefillShare = 0.5;

/** All parts of a loaded model, at work. */
export interface OpenResident {
  readonly loaded: LoadedModel;
  readonly generations: Generations;
  readonly scheduler: Scheduler;
  readonly tasks: Answers;
  keepPrefixes(options: PrefixOptions): Promise<void>;
  forgetPrefixes(): void;
  /** Saves what the slots hold and frees everything. */
  close(): Promise<void>;
}

/**
 * Loads a model and puts the parts around it together.
 * @throws TresorError `load_failed` with the engine's own words
 */
export async function openResident(options: LoadOptions, send: (message: FromWorker) => void): Promise<OpenResident> {
  const now = () => performance.now();
  const { llama, model, context, prompts, loaded } = await loadResidentModel(options, (progress) =>
    send({ type: "progress", progress }),
  );
  const slots = Array.from(
    { length: loaded.slots },
    () => new Slot(context.getSequence({ checkpoints: checkpointOptions }), now()),
  );
  const isCuttable = slots.every(({ state }) => state.isCuttable);
  const keeper = new PrefixKeeper(await StateTransfer.open());
  const keepPrefixes = async (kept: PrefixOptions) =>
    keeper.use(
      await openPrefixStore(
        kept,
        { context: loaded.context, cacheType: cacheTypeOf(options), gpu: options.gpu, isCuttable },
        send,
      ),
    );
  if (options.prefixes !== undefined) await keepPrefixes(options.prefixes);
  const scheduler = new Scheduler({
    slots,
    keeper,
    pace: new PrefillPace({
      batchTokens: batchTokensOf(loaded.context),
      share: options.prefillShare ?? defaultPrefillShare,
    }),
    emit: (items) => send({ type: "events", items }),
    now,
  });
  scheduler.start();
  const desk = openTaskDesk({
    model,
    prompts,
    threads: options.threads,
    exclusively: (work) => scheduler.exclusively(work),
  });
  return {
    loaded,
    scheduler,
    generations: new Generations({ llama, model, prompts, contextTokens: loaded.context, now }),
    tasks: desk.answers,
    keepPrefixes,
    forgetPrefixes: () => keeper.forget(),
    close: async () => {
      // A context that is freed while a state is being written ends the process; the scheduler has written all when it has stopped.
      await scheduler.stop();
      await desk.close();
      // Contexts and model in this order: Metal asserts on a process that exits with live buffers (llama.cpp #22595).
      await context.dispose();
      await model.dispose();
    },
  };
}
