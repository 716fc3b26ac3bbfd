import { TresorError } from "../../shared/errors";
import type { GenerateEvent } from "../core/engine/engine";
import { WakeUp } from "../core/kernel/wake-up";
import type { RequestItem } from "../core/engine/protocol";
import type { Job, Slot } from "./slot";

/** Prompt tokens read in one step: many when nobody waits for a token, few when streams run beside. */
const prefillChunkAlone = 256;
const prefillChunkBeside = 64;
/** Requests that may wait for a slot; one more is refused. */
const longestQueue = 64;

/**
 * Drives all slots in lock-step: in each step one token for every decoding slot and one bounded part of one prompt, submitted
 * together, so that the engine computes full batches and a cancelled request is noticed after one step. See design.md.
 */
export class Scheduler {
  readonly #slots: readonly Slot[];
  readonly #emit: (items: readonly RequestItem[]) => void;
  readonly #queue: Job[] = [];
  readonly #cancelled = new Set<string>();
  readonly #wakeUp = new WakeUp();
  #stopped = false;

  constructor(slots: readonly Slot[], emit: (items: readonly RequestItem[]) => void) {
    this.#slots = slots;
    this.#emit = emit;
  }

  /** @throws TresorError `queue_full`, `context_exceeded` */
  submit(job: Job): void {
    const context = this.#slots[0]?.sequence.contextSize ?? 0;
    if (job.tokens.length >= context) {
      throw new TresorError(
        "context_exceeded",
        `The prompt has ${job.tokens.length} tokens, but the model's context holds ${context}, and at least one must be left for the answer.`,
        { promptTokens: job.tokens.length, contextTokens: context },
      );
    }
    if (this.#queue.length >= longestQueue) {
      throw new TresorError("queue_full", `${this.#queue.length} requests wait for this model already.`, {
        waiting: this.#queue.length,
      });
    }
    this.#queue.push(job);
    this.#emit([{ id: job.request.id, event: { type: "queued" } }]);
    this.#wakeUp.call();
  }

  /** Takes effect at the next step; an unknown id is one that has just ended. */
  cancel(id: string): void {
    const waiting = this.#queue.findIndex((job) => job.request.id === id);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    else if (this.#slots.some((slot) => slot.job?.request.id === id)) this.#cancelled.add(id);
    this.#wakeUp.call();
  }

  acknowledge(id: string, tokens: number): void {
    this.#slots.find((slot) => slot.job?.request.id === id)?.acknowledge(tokens);
    this.#wakeUp.call();
  }

  /** Runs until `stop`; a step that fails ends the requests that took part in it and nothing else. */
  async run(): Promise<void> {
    while (!this.#isStopped()) {
      await this.#freeCancelled();
      await this.#admit();
      const steps = this.#steps();
      if (steps.length > 0) await this.#step(steps);
      else if (!this.#isStopped()) await this.#wakeUp.sleep();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#wakeUp.call();
  }

  /** A method, since it changes while `run` waits. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  async #freeCancelled(): Promise<void> {
    for (const slot of this.#slots) {
      if (slot.job !== null && this.#cancelled.has(slot.job.request.id)) await slot.end();
    }
    this.#cancelled.clear();
  }

  /** Each waiting job goes to the free slot that already holds most of its prompt. */
  async #admit(): Promise<void> {
    while (this.#queue.length > 0) {
      const [first, ...others] = this.#slots.filter((slot) => slot.job === null);
      const job = this.#queue[0];
      if (first === undefined || job === undefined) return;
      this.#queue.shift();
      const best = closest([first, ...others], job.tokens);
      try {
        this.#emit([{ id: job.request.id, event: await best.begin(job) }]);
      } catch (error) {
        await this.#fail(best, job, error);
      }
    }
  }

  #steps(): Step[] {
    const decoding = this.#slots.filter((slot) => slot.isDecoding);
    const prefilling = this.#slots.filter((slot) => slot.isPrefilling);
    const oldest = prefilling.sort((a, b) => (a.job?.arrivedAt ?? 0) - (b.job?.arrivedAt ?? 0))[0];
    const chunk = decoding.length === 0 ? prefillChunkAlone : prefillChunkBeside;
    return [
      ...decoding.map((slot) => ({ slot, run: () => slot.decode() })),
      ...(oldest === undefined ? [] : [{ slot: oldest, run: () => oldest.prefill(chunk) }]),
    ];
  }

  async #step(steps: readonly Step[]): Promise<void> {
    const jobs = steps.map(({ slot }) => slot.job);
    const results = await Promise.allSettled(steps.map(({ run }) => run()));
    const items: RequestItem[] = [];
    for (const [index, result] of results.entries()) {
      const job = jobs[index];
      const slot = steps[index]?.slot;
      if (job === undefined || job === null || slot === undefined) continue;
      if (result.status === "rejected") {
        await this.#fail(slot, job, result.reason);
      } else {
        items.push(...result.value.map((event) => ({ id: job.request.id, event })));
        if (result.value.at(-1)?.type === "finish") await slot.end();
      }
    }
    if (items.length > 0) this.#emit(items);
  }

  async #fail(slot: Slot, job: Job, reason: unknown): Promise<void> {
    const message = reason instanceof Error ? reason.message : String(reason);
    const error = new TresorError("generation_failed", `The engine failed while generating: ${message}`);
    this.#emit([{ id: job.request.id, error: error.toWire() }]);
    await slot.end().catch(() => undefined);
  }
}

/** The first of those that hold most of the prompt already. Comparing is worth it only where there is a choice. */
function closest(free: readonly [Slot, ...Slot[]], tokens: Job["tokens"]): Slot {
  const [first, ...others] = free;
  if (others.length === 0) return first;
  const rated = free.map((slot) => ({ slot, prefix: slot.commonPrefix(tokens) }));
  return rated.reduce((best, next) => (next.prefix > best.prefix ? next : best)).slot;
}

interface Step {
  readonly slot: Slot;
  readonly run: () => Promise<GenerateEvent[]>;
}
