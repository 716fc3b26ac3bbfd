import { TresorError } from "../../../shared/errors";
import type { GenerateEvent } from "../../core/engine/engine";
import type { RequestItem } from "../../core/engine/protocol";
import { WakeUp } from "../../core/kernel/wake-up";
import type { Generation } from "../generation/generation";
import { Admission } from "./admission";
import { comesBefore, JobQueue } from "./job-queue";
import type { PrefillPace } from "./prefill-pace";
import type { PrefixKeeper } from "./prefix-keeper";
import type { Slot } from "./slot";
import { Turnover } from "./turnover";

/** Requests that may wait for a slot; one more is refused. As many as may wait for the model to load: all of them come at once then. */
const longestQueue = 256;
/** A free slot is saved when nobody came back for so long; sooner, a conversation that goes on would be saved at every turn. */
const idleBeforeSavingMilliseconds = 15_000;

export interface SchedulerOptions {
  readonly slots: readonly Slot[];
  readonly keeper: PrefixKeeper;
  readonly pace: PrefillPace;
  readonly emit: (items: readonly RequestItem[]) => void;
  readonly now: () => number;
}

/**
 * Drives all slots in lock-step: in each step one token for every decoding slot and a bounded part of the prompts that wait, submitted
 * together, so that the engine computes full batches. Between two steps requests come, end and change slots. See design.md.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #admission: Admission;
  readonly #queue = new JobQueue<Generation>();
  readonly #cancelled = new Set<string>();
  readonly #between: (() => Promise<void>)[] = [];
  readonly #turnover = new Turnover();
  readonly #wakeUp = new WakeUp();
  /** What the last step gave and has not been sent yet. */
  #unsent: RequestItem[] = [];
  #stepStartedAt: number | null = null;
  #stopped = false;
  #running: Promise<void> | null = null;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#admission = new Admission({
      ...options,
      wake: () => this.#wakeUp.call(),
      tokenMilliseconds: () => options.pace.tokenMilliseconds,
    });
  }

  /** How long the step that runs now has taken; 0 between steps. A step that never ends is the sign of a hang in native code. */
  get stepMilliseconds(): number {
    return this.#stepStartedAt === null ? 0 : this.#options.now() - this.#stepStartedAt;
  }

  /** @throws TresorError `queue_full` */
  submit(generation: Generation): void {
    if (this.#queue.length >= longestQueue) {
      const waiting = this.#queue.length;
      const retryAfterSeconds = this.#turnover.nextEndSeconds(this.#options.now()) ?? undefined;
      throw new TresorError("queue_full", `${waiting} requests wait for this model already.`, {
        waiting,
        retryAfterSeconds,
      });
    }
    this.#queue.push(generation);
    this.#emit(generation, { type: "queued" });
    this.#wakeUp.call();
  }

  /** Takes effect at the next step; an unknown id is one that has just ended. */
  cancel(id: string): void {
    if (this.#queue.remove(id) === undefined) this.#cancelled.add(id);
    this.#wakeUp.call();
  }

  acknowledge(id: string, tokens: number): void {
    this.#options.slots.find((slot) => slot.generation?.id === id)?.acknowledge(tokens);
    this.#wakeUp.call();
  }

  /** Runs work that needs the engine for itself between two steps. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#between.push(() => work().then(resolve, reject));
      this.#wakeUp.call();
    });
  }

  /** One token in a slot that is free, if none works: the weights stay where the GPU has them. Saved and held states are untouched. */
  touch(): Promise<void> {
    return this.exclusively(async () => {
      if (this.#options.slots.some((slot) => !slot.isFree)) return;
      const states = this.#admission.free.map(({ state }) => state).filter((state) => state.isTouchable);
      const state = states.find(({ held }) => held === 0) ?? states[0];
      await state?.touch();
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the current step, saves what the slots hold, and waits until it is written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeUp.call();
    await this.#running;
    this.#send();
    for (const { state } of this.#options.slots) await this.#save(state);
    await this.#options.keeper.close();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped()) {
      await this.#endCancelledAndLate();
      await this.#between.shift()?.();
      await this.#admit();
      const steps = this.#plan();
      if (steps.length > 0) {
        await this.#step(steps);
        continue;
      }
      this.#send();
      if (!(await this.#saveOneIdle()) && this.#between.length === 0 && !this.#isStopped()) await this.#sleep();
    }
  }

  /** A method, since it changes while `run` waits. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  async #endCancelledAndLate(): Promise<void> {
    const { slots, now } = this.#options;
    const time = now();
    const isLate = (generation: Generation) => time >= generation.deadline;
    const mustEnd = (generation: Generation) => {
      if (!isLate(generation)) return this.#cancelled.has(generation.id);
      this.#fail(generation, late());
      return true;
    };
    for (const generation of this.#queue.takeWhere(isLate)) this.#fail(generation, late());
    for (const generation of this.#admission.preparing) if (mustEnd(generation)) this.#admission.withdraw(generation);
    for (const slot of slots) if (slot.generation !== null && mustEnd(slot.generation)) await slot.end(time);
    this.#cancelled.clear();
  }

  async #admit(): Promise<void> {
    await this.#admission.beginPrepared(
      (generation, event) => this.#emit(generation, event),
      (generation, error) => this.#fail(generation, failure(error)),
    );
    while (this.#queue.length > 0 && this.#admission.free.length > 0) {
      const generation = this.#queue.take(this.#clientsAtWork());
      if (generation === undefined) return;
      try {
        const event = await this.#admission.place(generation);
        if (event !== null) this.#emit(generation, event);
      } catch (error) {
        this.#fail(generation, failure(error));
      }
    }
  }

  #clientsAtWork(): string[] {
    const atWork = this.#options.slots.flatMap(({ generation }) => (generation === null ? [] : [generation]));
    return [...atWork, ...this.#admission.preparing].map(({ client }) => client);
  }

  #plan(): PlannedStep[] {
    const { slots, pace } = this.#options;
    const decoding = slots.filter((slot) => slot.isDecoding);
    const steps: PlannedStep[] = decoding.map((slot) => ({ slot, prefillTokens: 0 }));
    const prefilling = slots.filter((slot) => slot.isPrefilling);
    if (prefilling.length === 0) return steps;
    prefilling.sort((one, other) => order(one.generation, other.generation));
    let left = pace.chunk(decoding.length, prefilling[0]?.restTokens ?? 0);
    for (const slot of prefilling) {
      if (left <= 0) break;
      const prefillTokens = Math.min(left, slot.restTokens);
      left -= prefillTokens;
      steps.push({ slot, prefillTokens });
    }
    return steps;
  }

  async #step(steps: readonly PlannedStep[]): Promise<void> {
    const { pace, now } = this.#options;
    // The engine looks for more work in the turn in which the last step ended; what it found half submitted it would compute in halves.
    await nextTurn();
    const generations = steps.map(({ slot }) => slot.generation);
    const startedAt = now();
    this.#stepStartedAt = startedAt;
    const working = Promise.allSettled(
      steps.map(({ slot, prefillTokens }) => (prefillTokens === 0 ? slot.decode() : slot.prefill(prefillTokens))),
    );
    // The engine begins in the next turn of the event loop; in the one after, it computes beside us while we send.
    if (this.#unsent.length > 0) setImmediate(() => setImmediate(() => this.#send()));
    const results = await working;
    this.#stepStartedAt = null;
    const endedAt = now();
    const prefillTokens = steps.reduce((sum, step) => sum + step.prefillTokens, 0);
    const decoders = steps.filter((step) => step.prefillTokens === 0).length;
    pace.record({ decoders, prefillTokens, milliseconds: endedAt - startedAt });

    for (const [index, result] of results.entries()) {
      const generation = generations[index] ?? null;
      const slot = steps[index]?.slot;
      if (generation === null || slot === undefined) continue;
      if (result.status === "rejected") this.#fail(generation, failure(result.reason));
      else for (const event of result.value) this.#unsent.push({ id: generation.id, event });
      if (result.status !== "rejected" && !generation.isFinished) continue;
      await slot.end(endedAt).catch(() => undefined);
      this.#turnover.ended(endedAt, this.#queue.length > 0);
    }
  }

  /** Whether there was one to save. */
  async #saveOneIdle(): Promise<boolean> {
    const { keeper, now } = this.#options;
    const due = now() - idleBeforeSavingMilliseconds;
    const slot = this.#admission.free.find(({ state }) => state.usedAt <= due && keeper.isWorthSaving(state));
    if (slot === undefined) return false;
    await this.#save(slot.state);
    return true;
  }

  async #save(state: Slot["state"]): Promise<void> {
    const { keeper, pace } = this.#options;
    if (!keeper.isWorthSaving(state)) return;
    // A state that cannot be saved is read again one day; nothing else depends on it.
    await keeper.save(state, pace.tokenMilliseconds).catch(() => (state.savedTokens = state.held));
  }

  /** Until something happens, a deadline passes, or a free slot has been idle for long enough. */
  async #sleep(): Promise<void> {
    const { slots, keeper, now } = this.#options;
    const times = [
      ...slots.flatMap(({ generation }) => (generation === null ? [] : [generation.deadline])),
      ...this.#admission.free
        .filter(({ state }) => keeper.isWorthSaving(state))
        .map(({ state }) => state.usedAt + idleBeforeSavingMilliseconds),
    ].filter((time) => Number.isFinite(time));
    const wait = Math.min(...times) - now();
    const timer = times.length === 0 ? null : setTimeout(() => this.#wakeUp.call(), Math.max(1, wait));
    await this.#wakeUp.sleep();
    if (timer !== null) clearTimeout(timer);
  }

  #emit({ id }: Generation, event: GenerateEvent): void {
    this.#unsent.push({ id, event });
    this.#send();
  }

  #fail({ id }: Generation, error: TresorError): void {
    this.#unsent.push({ id, error: error.toWire() });
    this.#send();
  }

  #send(): void {
    const items = this.#unsent;
    if (items.length === 0) return;
    this.#unsent = [];
    this.#options.emit(items);
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface PlannedStep {
  readonly slot: Slot;
  /** 0: one token is decoded. */
  readonly prefillTokens: number;
}

function order(one: Generation | null, other: Generation | null): number {
  return one === null || other === null ? 0 : comesBefore(one, other);
}

function late(): TresorError {
  return new TresorError("deadline_exceeded", "The request ran into its own deadline before it was finished.");
}

function failure(reason: unknown): TresorError {
  const message = reason instanceof Error ? reason.message : String(reason);
  return new TresorError("generation_failed", `The engine failed while generating: ${message}`);
}
