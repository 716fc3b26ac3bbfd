import type { ErrorCode } from "../../../shared/errors";
import type { AnsweringModel, InferenceEvent } from "./canonical";

/** What is known of a request before anything is asked of a model. */
export interface AskedRequest {
  readonly id: string;
  readonly client: string;
  /** `chat`, `completion`, or the task of a question: `embed`, `rank`, … */
  readonly kind: string;
  /** The model's name as the client wrote it; undefined: it left the choice to us. */
  readonly reference: string | undefined;
}

/** What a request brings, for those who look at it before anything is read. Nothing is reckoned unless it is asked for. */
export interface RequestContent {
  /** By the length of its texts: what the model makes of them is known when it begins to read. */
  estimatedPromptTokens(): number;
  /** All that is asked, as JSON. */
  prompt(): string;
}

/** How a request has ended. Durations in milliseconds; what was not reached is 0. */
export interface RequestOutcome extends AskedRequest {
  readonly model: AnsweringModel | null;
  readonly outcome: "done" | "failed" | "cancelled";
  /** Why it was not done. */
  readonly code: ErrorCode | null;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly queuedMilliseconds: number;
  readonly prefillMilliseconds: number;
  readonly decodeMilliseconds: number;
  readonly totalMilliseconds: number;
}

/** Sees every request that goes to a model, whatever its dialect. */
export interface InferenceObserver {
  /** May refuse it. @throws TresorError */
  asked?(request: AskedRequest, content: RequestContent): void | Promise<void>;
  /** Asked once for each request that was not refused: what ends it later, with the signal's reason as its failure. */
  endedBy?(request: AskedRequest): AbortSignal;
  /** Each event, before the client sees it. May end the request. @throws TresorError */
  event?(request: AskedRequest, event: InferenceEvent): void;
  /**
   * Awaited before the client sees the end. Must not fail. `request` is the object that `asked` was given: what was kept for it is found by
   * it, since one id may stand for several questions.
   */
  ended(outcome: RequestOutcome, request: AskedRequest): void | Promise<void>;
}

type Counts = Pick<RequestOutcome, "promptTokens" | "cachedTokens" | "completionTokens">;
type Durations = Pick<RequestOutcome, "queuedMilliseconds" | "prefillMilliseconds" | "decodeMilliseconds">;

/** Gathers from a request's events what its outcome tells, so that one that is cut off tells what was reached. */
export class OutcomeRecord {
  readonly #request: AskedRequest;
  readonly #startedAt: number;
  #model: AnsweringModel | null = null;
  #counts: Counts = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  #durations: Durations = { queuedMilliseconds: 0, prefillMilliseconds: 0, decodeMilliseconds: 0 };

  constructor(request: AskedRequest, startedAt: number) {
    this.#request = request;
    this.#startedAt = startedAt;
  }

  see(event: InferenceEvent): void {
    switch (event.type) {
      case "model":
        this.#model = event.model;
        break;
      case "prefill":
        // The first tells how much was there already.
        if (this.#counts.promptTokens === 0) this.#counts = { ...this.#counts, cachedTokens: event.read };
        this.#counts = { ...this.#counts, promptTokens: event.promptTokens };
        break;
      case "text":
      case "reasoning":
      case "call":
      case "arguments":
        this.#counts = { ...this.#counts, completionTokens: this.#counts.completionTokens + event.tokens };
        break;
      case "done": {
        const { promptTokens, cachedTokens, completionTokens } = event.usage;
        const { queuedMilliseconds, prefillMilliseconds, decodeMilliseconds } = event.timings;
        this.#counts = { promptTokens, cachedTokens, completionTokens };
        this.#durations = { queuedMilliseconds, prefillMilliseconds, decodeMilliseconds };
        break;
      }
      case "loading":
      case "finish":
    }
  }

  /** A question's answer; `promptTokens` is what the model read for it. */
  seeAnswer(model: AnsweringModel, promptTokens: number): void {
    this.#model = model;
    this.#counts = { ...this.#counts, promptTokens };
  }

  end(outcome: RequestOutcome["outcome"], code: ErrorCode | null, now: number): RequestOutcome {
    return {
      ...this.#request,
      model: this.#model,
      outcome,
      code,
      ...this.#counts,
      ...this.#durations,
      totalMilliseconds: now - this.#startedAt,
    };
  }
}
