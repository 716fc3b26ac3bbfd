import type { LlamaContextSequence, Token } from "node-llama-cpp";
import type { GenerateEvent, GenerateRequest } from "../../core/engine/engine";
import type { FinishReason } from "../../../shared/shapes/run";
import type { OutputEnd, OutputParser } from "../output/output-parser";
import type { SampledToken, TokenSource } from "../sample/token-source";
import type { TokenLogprobs } from "../sample/token-logprobs";
import { AnswerEvents } from "./answer-events";
import type { GenerationTokens } from "./generation-tokens";

/** What one request needs on its way from tokens to events. */
export interface GenerationParts {
  readonly request: GenerateRequest;
  readonly promptTokens: readonly Token[];
  /** The end of system text and tools in the prompt; 0: unknown. */
  readonly systemTokens: number;
  /** The end of the conversation in the prompt, before what begins the answer. */
  readonly turnTokens: number;
  /** Stop strings of the request and of the template. */
  readonly stops: readonly string[];
  readonly parser: OutputParser;
  readonly tokens: GenerationTokens;
  /** What ends reasoning whose budget is used up; null: nothing can. */
  readonly closeReasoning: readonly Token[] | null;
  /** Called when that has been fed: what follows is the answer. */
  readonly onReasoningClosed: () => void;
  readonly logprobs: TokenLogprobs | null;
  readonly openSource: (
    sequence: LlamaContextSequence,
    rest: Token[],
    recent: (count: number) => Token[],
  ) => TokenSource;
  readonly arrivedAt: number;
  readonly now: () => number;
}

/** How far back into the prompt the penalties may look. */
const penalisedPromptTokens = 256;

/** One request from its prompt's tokens to its last event. It knows what tokens mean; the slot knows how they are made. */
export class Generation {
  readonly id: string;
  readonly client: string;
  readonly priority: NonNullable<GenerateRequest["priority"]>;
  readonly arrivedAt: number;
  readonly promptTokens: readonly Token[];
  readonly systemTokens: number;
  readonly turnTokens: number;
  readonly #parts: GenerationParts;
  readonly #answer: AnswerEvents;
  readonly #generated: Token[] = [];
  #isFinished = false;
  #instead: readonly Token[] | undefined;
  #reasoningTokens = 0;
  #cachedTokens = 0;
  #startedAt: number;
  #decodingAt: number;

  constructor(parts: GenerationParts) {
    const { request, arrivedAt } = parts;
    this.#parts = parts;
    this.id = request.id;
    this.client = request.client ?? "";
    this.priority = request.priority ?? "api";
    this.arrivedAt = arrivedAt;
    this.promptTokens = parts.promptTokens;
    this.systemTokens = parts.systemTokens;
    this.turnTokens = parts.turnTokens;
    this.#answer = new AnswerEvents(parts.stops);
    this.#startedAt = this.#decodingAt = arrivedAt;
  }

  get isFinished(): boolean {
    return this.#isFinished;
  }

  get hasReasoned(): boolean {
    return this.#reasoningTokens > 0;
  }

  /** When it must have finished; milliseconds. */
  get deadline(): number {
    return this.arrivedAt + (this.#parts.request.deadlineMilliseconds ?? Infinity);
  }

  begin(cachedTokens: number): GenerateEvent {
    this.#cachedTokens = cachedTokens;
    this.#startedAt = this.#decodingAt = this.#parts.now();
    return this.prefilled(cachedTokens);
  }

  prefilled(read: number): GenerateEvent {
    return { type: "prefill", promptTokens: this.promptTokens.length, read };
  }

  markDecoding(): void {
    this.#decodingAt = this.#parts.now();
  }

  openSource(sequence: LlamaContextSequence, rest: Token[]): TokenSource {
    return this.#parts.openSource(sequence, rest, (count) => this.#recent(count));
  }

  /** Tokens that the model shall have written instead of its last one. */
  takeInstead(): readonly Token[] | undefined {
    const instead = this.#instead;
    this.#instead = undefined;
    return instead;
  }

  /** What the next token means. `isFull`: the context has no room for another. */
  accept(sampled: SampledToken | null, isFull: boolean): GenerateEvent[] {
    const { tokens, logprobs, request } = this.#parts;
    if (sampled === null || tokens.isEnd(sampled.token)) return this.#finish("model");
    if (logprobs !== null && sampled.probabilities !== null) {
      this.#answer.addLogprob(logprobs.of(sampled.token, sampled.probabilities, request.topLogprobs ?? 0));
    }
    this.#take(sampled.token);
    if (this.#reasoningIsUsedUp()) this.#closeReasoning(sampled.token);
    if (this.#answer.stop !== null) return this.#finish("stop");
    if (this.#parts.parser.isComplete) return this.#finish("model");
    if (isFull || this.#isLongEnough()) return this.#finish("length");
    return this.#answer.take();
  }

  #isLongEnough(): boolean {
    const { promptTokens, request } = this.#parts;
    const { maxTokens = Infinity, longestContext = Infinity } = request;
    return this.#generated.length >= Math.min(maxTokens, longestContext - promptTokens.length);
  }

  #take(token: Token): void {
    const { parser, tokens } = this.#parts;
    this.#generated.push(token);
    this.#answer.addToken();
    for (const { text, isControl } of tokens.textOf(token)) this.#answer.add(parser.push(text, isControl));
    if (parser.isReasoning) this.#reasoningTokens += 1;
  }

  #reasoningIsUsedUp(): boolean {
    const { prompt } = this.#parts.request;
    const budget = prompt.type === "chat" ? prompt.conversation.reasoning?.budgetTokens : undefined;
    return budget !== undefined && this.#parts.parser.isReasoning && this.#reasoningTokens >= budget;
  }

  #closeReasoning(token: Token): void {
    const { closeReasoning } = this.#parts;
    if (closeReasoning === null || this.#instead !== undefined) return;
    this.#instead = [token, ...closeReasoning];
    for (const closing of closeReasoning) this.#take(closing);
    this.#parts.onReasoningClosed();
  }

  #finish(end: OutputEnd): GenerateEvent[] {
    const { parser, tokens, now, request } = this.#parts;
    this.#isFinished = true;
    if (end !== "stop") {
      const held = tokens.flush();
      if (held !== "") this.#answer.add(parser.push(held, false));
      this.#answer.add(parser.end(end));
      this.#answer.flush();
    }
    const { stop } = this.#answer;
    const finishedAt = now();
    return [
      ...this.#answer.take(),
      {
        type: "finish",
        reason: this.#reason(end),
        stop: stop !== null && request.stop.includes(stop) ? stop : null,
        usage: {
          promptTokens: this.promptTokens.length,
          cachedTokens: this.#cachedTokens,
          completionTokens: this.#generated.length,
          reasoningTokens: this.#reasoningTokens,
        },
        timings: {
          queuedMilliseconds: this.#startedAt - this.arrivedAt,
          prefillMilliseconds: this.#decodingAt - this.#startedAt,
          decodeMilliseconds: finishedAt - this.#decodingAt,
        },
      },
    ];
  }

  #reason(end: OutputEnd): FinishReason {
    if (end === "length") return "length";
    return this.#answer.completeCalls > 0 && end === "model" ? "toolCalls" : "stop";
  }

  /** Asked at each step: a long answer is not copied for its last few tokens. */
  #recent(count: number): Token[] {
    if (this.#generated.length >= count) return this.#generated.slice(-count);
    return [...this.promptTokens.slice(-penalisedPromptTokens), ...this.#generated];
  }
}
