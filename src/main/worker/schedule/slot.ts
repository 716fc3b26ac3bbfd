import type { LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { GenerateEvent, GenerateRequest } from "../core/engine/engine";
import { unacknowledgedTokens } from "../core/engine/protocol";
import { evaluateOptions } from "./sampling";
import { StopStrings } from "./stop-strings";
import { TokenText } from "./token-text";

/** A request that has its tokens and waits, or holds a slot. */
export interface Job {
  readonly request: GenerateRequest;
  readonly tokens: readonly Token[];
  readonly stops: readonly string[];
  readonly arrivedAt: number;
}

/**
 * One sequence of the context working on one job. It knows how to do its next step; the scheduler decides when.
 * `prefill` reads the prompt but for its last part; `decode` reads that part and gives a token at each step.
 */
export class Slot {
  readonly sequence: LlamaContextSequence;
  readonly #model: LlamaModel;
  readonly #now: () => number;
  #work: Work | null = null;

  constructor(sequence: LlamaContextSequence, model: LlamaModel, now: () => number) {
    this.sequence = sequence;
    this.#model = model;
    this.#now = now;
  }

  get job(): Job | null {
    return this.#work?.job ?? null;
  }

  get isPrefilling(): boolean {
    return this.#work !== null && this.#work.iterator === null;
  }

  /** May take the next token: the prompt is read but for its last part, and the consumer keeps up. */
  get isDecoding(): boolean {
    return this.#work !== null && this.#work.iterator !== null && this.#work.unacknowledged < unacknowledgedTokens;
  }

  /** How many tokens of the prompt this sequence already holds. */
  commonPrefix(tokens: readonly Token[]): number {
    return this.sequence.compareContextTokens([...tokens]).firstDifferentIndex;
  }

  /** Keeps the common prefix, but always leaves one token to evaluate. Returns the first event. */
  async begin(job: Job): Promise<GenerateEvent> {
    await this.sequence.adaptStateToTokens(job.tokens.slice(0, -1), false);
    const reused = this.sequence.nextTokenIndex;
    const now = this.#now();
    this.#work = {
      job,
      rest: job.tokens.slice(reused),
      reused,
      generated: [],
      iterator: null,
      text: new TokenText((tokens, previous) => this.#model.detokenize(tokens, true, previous), job.tokens),
      stops: new StopStrings([...job.request.stop, ...job.stops]),
      unacknowledged: 0,
      startedAt: now,
      decodeStartedAt: now,
    };
    return { type: "prefill", promptTokens: job.tokens.length, read: reused };
  }

  acknowledge(tokens: number): void {
    if (this.#work !== null) this.#work.unacknowledged -= tokens;
  }

  /** Reads at most `chunk` tokens of the prompt; the last part is left to the first decode step. */
  async prefill(chunk: number): Promise<GenerateEvent[]> {
    const work = this.#required();
    if (work.rest.length > chunk) {
      await this.sequence.evaluateWithoutGeneratingNewTokens(work.rest.splice(0, chunk));
      return [
        { type: "prefill", promptTokens: work.job.tokens.length, read: work.job.tokens.length - work.rest.length },
      ];
    }
    work.iterator = this.sequence.evaluate(
      work.rest,
      evaluateOptions(work.job.request.sampling, (count) => recentTokens(work, count)),
    );
    const events = await this.decode();
    work.decodeStartedAt = this.#now();
    return [{ type: "prefill", promptTokens: work.job.tokens.length, read: work.job.tokens.length }, ...events];
  }

  /** Generates one token. The last event is `finish` when the answer is complete. */
  async decode(): Promise<GenerateEvent[]> {
    const work = this.#required();
    const next = await work.iterator?.next();
    if (next === undefined || next.done === true || this.#model.isEogToken(next.value))
      return this.#finish("stop", true);
    work.generated.push(next.value);
    const { text, stop } = work.stops.push(work.text.push(next.value));
    work.unacknowledged += 1;
    const events: GenerateEvent[] = [{ type: "text", text, tokens: 1 }];
    if (stop !== null) return [...events, ...this.#finish("stop", false)];
    if (work.generated.length >= (work.job.request.maxTokens ?? Infinity) || this.#isFull())
      return [...events, ...this.#finish("length", true)];
    return events;
  }

  /** Gives the sequence back; what it holds stays for the next prompt with the same beginning. */
  async end(): Promise<void> {
    const iterator = this.#work?.iterator ?? null;
    this.#work = null;
    await iterator?.return();
  }

  /** One cell stays free: at the very end the engine would shift the context and silently forget the beginning. */
  #isFull(): boolean {
    return this.sequence.nextTokenIndex >= this.sequence.contextSize - 1;
  }

  #finish(reason: "stop" | "length", withHeldText: boolean): GenerateEvent[] {
    const work = this.#required();
    const held = withHeldText ? work.stops.push(work.text.flush()).text + work.stops.flush() : "";
    const now = this.#now();
    return [
      ...(held === "" ? [] : [{ type: "text", text: held, tokens: 0 } as const]),
      {
        type: "finish",
        reason,
        usage: {
          promptTokens: work.job.tokens.length,
          cachedTokens: work.reused,
          completionTokens: work.generated.length,
        },
        timings: {
          queuedMilliseconds: work.startedAt - work.job.arrivedAt,
          prefillMilliseconds: work.decodeStartedAt - work.startedAt,
          decodeMilliseconds: now - work.decodeStartedAt,
        },
      },
    ];
  }

  #required(): Work {
    if (this.#work === null) throw new Error("The slot has no job.");
    return this.#work;
  }
}

/** How far back into the prompt the penalties may look. */
const penalisedPromptTokens = 256;

/** Asked at each step: a long answer is not copied for its last few tokens. */
function recentTokens({ job, generated }: Work, count: number): Token[] {
  if (generated.length >= count) return generated.slice(-count);
  return [...job.tokens.slice(-penalisedPromptTokens), ...generated];
}

interface Work {
  readonly job: Job;
  /** Prompt tokens not read yet. */
  readonly rest: Token[];
  readonly reused: number;
  readonly generated: Token[];
  iterator: ReturnType<LlamaContextSequence["evaluate"]> | null;
  readonly text: TokenText;
  readonly stops: StopStrings;
  unacknowledged: number;
  readonly startedAt: number;
  decodeStartedAt: number;
}
