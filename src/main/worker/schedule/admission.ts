import type { GenerateEvent } from "../../core/engine/engine";
import type { Generation } from "../generation/generation";
import type { FoundPrefix, PrefixKeeper } from "./prefix-keeper";
import { chooseSlot, groupsOf, type CopySource } from "./slot-choice";
import type { Slot } from "./slot";
import type { SlotState } from "./slot-state";

/** A slot that waits for a saved state which is read beside the steps. */
interface Preparation {
  readonly slot: Slot;
  readonly generation: Generation;
  readonly usable: number;
  /** Undefined while it is read; null when there is none any more. */
  path: string | null | undefined;
}

export interface AdmissionOptions {
  readonly slots: readonly Slot[];
  readonly keeper: PrefixKeeper;
  readonly now: () => number;
  /** Called when a preparation is ready. */
  readonly wake: () => void;
  /** What a prompt token costs on this machine. */
  readonly tokenMilliseconds: () => number;
}

/** Brings generations into slots, each where the least has to be read anew. All methods run between two steps. */
export class Admission {
  readonly #options: AdmissionOptions;
  #preparations: Preparation[] = [];

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Slots that neither work nor wait for a saved state. */
  get free(): readonly Slot[] {
    return this.#options.slots.filter((slot) => slot.isFree && !this.#preparations.some((one) => one.slot === slot));
  }

  get preparing(): readonly Generation[] {
    return this.#preparations.map(({ generation }) => generation);
  }

  /** Gives up what is still being prepared. */
  withdraw(generation: Generation): void {
    this.#preparations = this.#preparations.filter((one) => one.generation !== generation);
  }

  /** Needs a free slot. Returns the generation's first event, or null when a saved state has to be read before. */
  async place(generation: Generation): Promise<GenerateEvent | null> {
    const { keeper, slots, now } = this.#options;
    const prompt = generation.promptTokens;
    const freeSlots = this.free;
    const atWork = slots.flatMap((slot, number) => (freeSlots.includes(slot) ? [] : [number]));
    const free = freeSlots.map((slot) => ({
      slot,
      moreGroups: groupsOf([...atWork, slots.indexOf(slot)]) - groupsOf(atWork),
      held: slot.state.held,
      reusable: slot.state.reusable(prompt),
      saved: slot.state.savedTokens,
      idleMilliseconds: now() - slot.state.usedAt,
    }));
    const best = Math.max(...free.map(({ reusable }) => reusable));
    const found = keeper.find(prompt, best);
    const copy = copySource(slots, prompt);
    const choice = chooseSlot({ promptTokens: prompt.length, free, savedPrefix: found?.usable ?? 0, copy });
    if (choice === null) throw new Error("There is no free slot.");
    const { slot } = choice;
    if (choice.from === "saved" && found !== null) {
      this.#prepare(slot, generation, found);
      return null;
    }
    if (choice.from === "copy" && copy !== null) {
      await this.#saveBeforeLoss(slot.state, 0);
      await keeper.copy(copy.slot.state, slot.state);
      return await begin(slot, generation, copy.common);
    }
    return await begin(slot, generation, await this.#keepOwn(slot, generation));
  }

  /** Begins what has been prepared in the meantime. `onFailure` is told of what could not. */
  async beginPrepared(
    onBegin: (generation: Generation, event: GenerateEvent) => void,
    onFailure: (generation: Generation, error: unknown) => void,
  ): Promise<void> {
    const ready = this.#preparations.filter(({ path }) => path !== undefined);
    this.#preparations = this.#preparations.filter(({ path }) => path === undefined);
    for (const { slot, generation, usable, path } of ready) {
      try {
        const kept = await this.#restored(slot, generation, path ?? null, usable);
        onBegin(generation, await begin(slot, generation, kept));
      } catch (error) {
        onFailure(generation, error);
      }
    }
  }

  #prepare(slot: Slot, generation: Generation, found: FoundPrefix): void {
    const preparation: Preparation = { slot, generation, usable: found.usable, path: undefined };
    this.#preparations.push(preparation);
    const settle = (path: string | null) => {
      preparation.path = path;
      this.#options.wake();
    };
    this.#options.keeper.stage(found).then(settle, () => settle(null));
  }

  async #restored(slot: Slot, generation: Generation, path: string | null, usable: number): Promise<number> {
    if (path === null) return await this.#keepOwn(slot, generation);
    await this.#saveBeforeLoss(slot.state, 0);
    try {
      await this.#options.keeper.restore(slot.state, path);
      return Math.min(usable, slot.state.reusable(generation.promptTokens));
    } catch {
      await slot.state.clear();
      return 0;
    }
  }

  /** How much of the prompt the slot goes on from by itself; asked again, since saving may have shortened the state. */
  async #keepOwn({ state }: Slot, { promptTokens }: Generation): Promise<number> {
    await this.#saveBeforeLoss(state, state.reusable(promptTokens));
    return state.reusable(promptTokens);
  }

  async #saveBeforeLoss(state: SlotState, kept: number): Promise<void> {
    const { keeper, tokenMilliseconds } = this.#options;
    const isLost = state.held - kept >= leastLossTokens;
    if (isLost && keeper.isWorthSaving(state)) await keeper.save(state, tokenMilliseconds());
  }
}

/** A few tokens of an old answer are not worth saving the whole state. */
const leastLossTokens = 48;

async function begin(slot: Slot, generation: Generation, kept: number): Promise<GenerateEvent> {
  await slot.state.cut(generation.promptTokens, kept);
  return slot.begin(generation, kept);
}

/** The slot with the longest common beginning. Its state can be copied whole and cut; where it cannot be cut, there is none. */
function copySource(slots: readonly Slot[], prompt: Generation["promptTokens"]): CopySource<Slot> | null {
  let best: CopySource<Slot> | null = null;
  for (const slot of slots) {
    if (!slot.state.isCuttable) return null;
    const common = Math.min(slot.state.common(prompt), prompt.length - 1);
    if (common > (best?.common ?? 0)) best = { slot, common };
  }
  return best;
}
