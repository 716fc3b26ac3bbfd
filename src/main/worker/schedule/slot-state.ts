import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { CheckpointRecord } from "./checkpoint-record";

/** Where a prompt is worth a checkpoint, in tokens. */
export interface CheckpointPlaces {
  readonly promptTokens: readonly Token[];
  /** The end of system text and tools; 0: unknown. */
  readonly systemTokens: number;
  /** The end of the conversation, before what begins the answer: reasoning that a template leaves out later begins there. */
  readonly turnTokens: number;
}

/**
 * What one sequence of the context holds. States of hybrid, recurrent and sliding-window models cannot be cut anywhere: they go back to
 * a checkpoint only, taken at the end of the system part and of each prompt.
 */
export class SlotState {
  readonly sequence: LlamaContextSequence;
  /** When its last request ended; milliseconds. */
  usedAt: number;
  /** How many of its tokens a saved prefix covers. */
  savedTokens = 0;
  /** What follows so many tokens is an answer that later prompts will hold otherwise: with its reasoning left out. */
  lastingTokens = Infinity;
  #checkpoints = new CheckpointRecord();

  constructor(sequence: LlamaContextSequence, now: number) {
    this.sequence = sequence;
    this.usedAt = now;
  }

  get held(): number {
    return this.sequence.nextTokenIndex;
  }

  /** True when any beginning of the state is a state too. */
  get isCuttable(): boolean {
    return !this.sequence.needsCheckpoints;
  }

  /** One cell stays free: at the very end the engine would shift the context and silently forget the beginning. */
  get isFull(): boolean {
    return this.held >= this.sequence.contextSize - 1;
  }

  tokens(): Token[] {
    return this.sequence.contextTokens;
  }

  /** How many of these tokens it holds, wherever it may be cut. */
  common(tokens: readonly Token[]): number {
    return this.sequence.compareContextTokens(tokens as Token[]).firstDifferentIndex;
  }

  /** How much of a prompt it can go on from; at least the prompt's last token is left to read. */
  reusable(prompt: readonly Token[]): number {
    const common = Math.min(this.common(prompt), prompt.length - 1);
    if (common >= this.held || this.isCuttable) return common;
    const { isHybrid, isRecurrent, swaSize } = this.sequence.model.fileInsights;
    const first = this.sequence.stateCellsStartIndex;
    // A sliding window may be cut where all that the next token looks back at is still there.
    const windowIsWhole = swaSize !== undefined && (first <= 0 || common - swaSize >= first);
    if (!isHybrid && !isRecurrent && windowIsWhole) return common;
    // Within the window the engine cuts without going back to a checkpoint.
    return this.#checkpoints.longestWithin(Math.min(common, first));
  }

  /** Cuts the state to `kept` tokens of the prompt, as `reusable` has told. */
  async cut(prompt: readonly Token[], kept: number): Promise<void> {
    await this.sequence.adaptStateToTokens(prompt.slice(0, kept), false);
    this.#checkpoints.cut(kept);
    this.savedTokens = Math.min(this.savedTokens, kept);
  }

  /** Where a state is used whole or not at all, leaves out the end that no prompt will hold again. */
  async cutToLasting(): Promise<void> {
    if (this.isCuttable || this.held <= this.lastingTokens) return;
    const tokens = this.tokens();
    const kept = this.reusable(tokens.slice(0, this.lastingTokens + 1));
    if (kept > 0) await this.cut(tokens, kept);
  }

  async read(tokens: Token[]): Promise<void> {
    await this.sequence.evaluateWithoutGeneratingNewTokens(tokens);
  }

  /** Whether it can compute a token and be as before: it is empty, or can go back by one. */
  get isTouchable(): boolean {
    return this.held === 0 || this.isCuttable;
  }

  /** Reads one token and is as before. */
  async touch(): Promise<void> {
    const { sequence, held } = this;
    if (held === 0) {
      await this.read([sequence.model.tokens.bos ?? (0 as Token)]);
      await this.clear();
      return;
    }
    const last = this.tokens().slice(-1);
    await sequence.eraseContextTokenRanges([{ start: held - 1, end: held }]);
    await this.read(last);
  }

  /** How many tokens may be read before the state passes a place that is worth a checkpoint. */
  untilCheckpoint(read: number, places: CheckpointPlaces): number {
    if (this.isCuttable) return Infinity;
    const next = checkpointLengths(places).find((length) => length > read);
    return next === undefined ? Infinity : next - read;
  }

  async checkpointIfDue(places: CheckpointPlaces): Promise<void> {
    const length = this.held;
    if (this.isCuttable || !checkpointLengths(places).includes(length) || this.#checkpoints.has(length)) return;
    await this.sequence.takeCheckpoint();
    this.#checkpoints.taken(length, this.sequence.checkpointsMemoryUsage);
  }

  /** Puts another state in place of what it holds. @throws Error of `load`; it is empty then */
  async replace(load: (sequence: LlamaContextSequence) => Promise<void>): Promise<void> {
    await this.clear();
    await load(this.sequence);
    this.savedTokens = this.held;
  }

  /** With its checkpoints: after a load the engine would still have those of the state before, and go back to them. */
  async clear(): Promise<void> {
    await this.sequence.clearHistory();
    this.#checkpoints = new CheckpointRecord();
    this.savedTokens = 0;
  }
}

/** The last token is left out: it is read together with the first of the answer. */
function checkpointLengths({ promptTokens, systemTokens, turnTokens }: CheckpointPlaces): number[] {
  const end = Math.min(turnTokens, promptTokens.length - 1);
  return systemTokens > 0 && systemTokens < end ? [systemTokens, end] : [end];
}
