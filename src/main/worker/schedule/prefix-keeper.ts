import type { Token } from "node-llama-cpp";
import type { PrefixStore, SavedPrefix } from "../prefix/prefix-store";
import type { SlotState } from "./slot-state";
import type { StateTransfer } from "./state-transfer";

/** Below this, reading again is as fast as restoring. */
const leastSavedTokens = 64;
/** A state that has grown by less since it was saved is not saved again. */
const leastGrowthTokens = 32;

export interface FoundPrefix {
  readonly entry: SavedPrefix;
  /** How many tokens of the prompt it covers. */
  readonly usable: number;
}

/** Saves what slots hold and brings it back. Its callers decide when; each method says whether it must run between two steps. */
export class PrefixKeeper {
  #store: PrefixStore | null = null;
  readonly #transfer: StateTransfer;
  readonly #background = new Set<Promise<void>>();

  constructor(transfer: StateTransfer) {
    this.#transfer = transfer;
  }

  /** From now on states are saved; before, they live in their slots only. */
  use(store: PrefixStore): void {
    this.#store = store;
  }

  forget(): void {
    this.#store?.forget();
  }

  /** A saved beginning of the prompt that covers more than `longerThan` tokens and leaves at least one to read. */
  find(prompt: readonly Token[], longerThan: number): FoundPrefix | null {
    return this.#store?.find(prompt.slice(0, -1), longerThan) ?? null;
  }

  isWorthSaving(state: SlotState): boolean {
    const { held, savedTokens } = state;
    return this.#store !== null && held >= leastSavedTokens && held - savedTokens >= leastGrowthTokens;
  }

  /** Between steps. The state is kept in memory, and written to disk in the background. It may be shorter afterwards. */
  async save(state: SlotState, tokenMilliseconds: number): Promise<void> {
    const store = this.#store;
    if (store === null) return;
    await state.cutToLasting();
    const tokens = state.tokens();
    const path = await this.#transfer.export(state.sequence);
    state.savedTokens = tokens.length;
    this.#inBackground(
      this.#transfer
        .take(path)
        .then((data) => store.keep({ tokens, data, computeMilliseconds: tokens.length * tokenMilliseconds })),
    );
  }

  /** Beside steps: reads a saved state and lays it ready. Null when it has vanished or is not what it was. */
  async stage({ entry }: FoundPrefix): Promise<string | null> {
    const data = (await this.#store?.read(entry)) ?? null;
    return data === null ? null : await this.#transfer.stage(data);
  }

  /** Between steps. @throws Error when the engine refuses the state; the slot is empty then */
  async restore(state: SlotState, path: string): Promise<void> {
    await state.replace((sequence) => this.#transfer.import(sequence, path));
  }

  /** Between steps: the whole state of one slot into another. */
  async copy(from: SlotState, to: SlotState): Promise<void> {
    const path = await this.#transfer.export(from.sequence);
    await to.replace((sequence) => this.#transfer.import(sequence, path));
    to.savedTokens = from.savedTokens;
  }

  /** Resolves when all that is written in the background has been written. */
  async close(): Promise<void> {
    await Promise.all(this.#background);
    await this.#store?.settle();
    await this.#transfer.close();
  }

  #inBackground(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => void this.#background.delete(tracked));
    this.#background.add(tracked);
  }
}
