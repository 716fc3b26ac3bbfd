import type { LlamaContextSequence, Token } from "node-llama-cpp";
import type { GenerateEvent } from "../../core/engine/engine";
import { unacknowledgedTokens } from "../../core/engine/protocol";
import type { Generation } from "../generation/generation";
import type { TokenSource } from "../sample/token-source";
import { SlotState } from "./slot-state";

/** A request that holds a slot. */
interface Work {
  readonly generation: Generation;
  /** Prompt tokens not read yet. */
  readonly rest: Token[];
  source: TokenSource | null;
  unacknowledged: number;
}

/**
 * One sequence of the context working on one generation. It knows how to do its next step; the scheduler decides when.
 * `prefill` reads the prompt but for its last part; `decode` reads that part and gives a token at each step.
 */
export class Slot {
  readonly state: SlotState;
  #work: Work | null = null;

  constructor(sequence: LlamaContextSequence, now: number) {
    this.state = new SlotState(sequence, now);
  }

  get generation(): Generation | null {
    return this.#work?.generation ?? null;
  }

  get isFree(): boolean {
    return this.#work === null;
  }

  get isPrefilling(): boolean {
    return this.#work !== null && this.#work.source === null;
  }

  /** May take the next token: the prompt is read but for its last part, and the consumer keeps up. */
  get isDecoding(): boolean {
    return this.#work !== null && this.#work.source !== null && this.#work.unacknowledged < unacknowledgedTokens;
  }

  /** Prompt tokens that the next steps read. */
  get restTokens(): number {
    return this.isPrefilling ? (this.#work?.rest.length ?? 0) : 0;
  }

  /** Takes the generation in; the state holds `kept` tokens of its prompt. */
  begin(generation: Generation, kept: number): GenerateEvent {
    this.#work = { generation, rest: generation.promptTokens.slice(kept), source: null, unacknowledged: 0 };
    this.state.lastingTokens = Infinity;
    return generation.begin(kept);
  }

  acknowledge(tokens: number): void {
    if (this.#work !== null) this.#work.unacknowledged -= tokens;
  }

  /** Reads at most `chunk` tokens of the prompt; the last part is read with the first token of the answer. */
  async prefill(chunk: number): Promise<GenerateEvent[]> {
    const work = this.#required();
    const { generation, rest } = work;
    const read = generation.promptTokens.length - rest.length;
    const part = Math.min(chunk, this.state.untilCheckpoint(read, generation));
    if (rest.length > part) {
      await this.state.read(rest.splice(0, part));
      await this.state.checkpointIfDue(generation);
      return [generation.prefilled(generation.promptTokens.length - rest.length)];
    }
    work.source = generation.openSource(this.state.sequence, rest);
    const events = await this.decode();
    generation.markDecoding();
    return [generation.prefilled(generation.promptTokens.length), ...events];
  }

  /** Generates one token. The generation is finished after its last event. */
  async decode(): Promise<GenerateEvent[]> {
    const work = this.#required();
    const sampled = (await work.source?.next(work.generation.takeInstead())) ?? null;
    const events = work.generation.accept(sampled, this.state.isFull);
    for (const event of events) if ("tokens" in event) work.unacknowledged += event.tokens;
    return events;
  }

  /** Gives the sequence back; what it holds stays for the next prompt with the same beginning. */
  async end(now: number): Promise<void> {
    const { source = null, generation } = this.#work ?? {};
    if (generation?.hasReasoned === true) this.state.lastingTokens = generation.turnTokens;
    this.#work = null;
    this.state.usedAt = now;
    await source?.close();
  }

  #required(): Work {
    if (this.#work === null) throw new Error("The slot has no generation.");
    return this.#work;
  }
}
