import type { InferenceEvent } from "../inference/canonical";
import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";
import { betweenTokensSeconds, firstTokenSeconds, requestSeconds, waitSeconds } from "./buckets";
import { Counter } from "./counter";
import type { Family } from "./exposition";
import { Histogram, type Distribution } from "./histogram";
import { otherLabel } from "./labelled-series";

type Whose = "model" | "client";

/** What is known of a request while its answer comes. */
interface RunningAnswer {
  readonly askedAt: number;
  betweenTokens: Distribution | null;
  /** When the last piece of each choice came. */
  readonly lastPieceAt: number[];
  isAnswering: boolean;
  model: string;
}

/**
 * Counts and times every request that goes to a model, whatever road it came by. The model's label is a reference of the library, never
 * what a client wrote: a request that found no model is counted as `other`.
 */
export class RequestMetrics implements InferenceObserver {
  readonly #now: () => number;
  readonly #running = new WeakMap<AskedRequest, RunningAnswer>();
  readonly #requests = new Counter<Whose | "kind" | "outcome" | "code">(
    "tresor_requests",
    "Requests to models that have ended; code is empty for those that were done.",
  );
  readonly #promptTokens = new Counter<Whose>(
    "tresor_prompt_tokens",
    "Tokens of prompts, those found in a cache included.",
  );
  readonly #cachedTokens = new Counter<Whose>(
    "tresor_prompt_cached_tokens",
    "Tokens of prompts that were found in a slot or a saved prefix and not read again.",
  );
  readonly #completionTokens = new Counter<Whose>("tresor_completion_tokens", "Tokens that models have written.");
  readonly #firstToken = new Histogram<Whose>(
    "tresor_time_to_first_token_seconds",
    "From the request to the first piece of its answer, a load included.",
    firstTokenSeconds,
  );
  readonly #betweenTokens = new Histogram<Whose>(
    "tresor_inter_token_latency_seconds",
    "Between two tokens of one answer.",
    betweenTokensSeconds,
  );
  readonly #queueWait = new Histogram<Whose>(
    "tresor_queue_wait_seconds",
    "How long requests that were done had waited for a slot.",
    waitSeconds,
  );
  readonly #duration = new Histogram<Whose | "kind">(
    "tresor_request_duration_seconds",
    "From the request to the end of its answer, for those that were done.",
    requestSeconds,
  );

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  families(): readonly Family[] {
    return [
      this.#requests,
      this.#promptTokens,
      this.#cachedTokens,
      this.#completionTokens,
      this.#firstToken,
      this.#betweenTokens,
      this.#queueWait,
      this.#duration,
    ];
  }

  asked(request: AskedRequest): void {
    this.#running.set(request, {
      askedAt: this.#now(),
      betweenTokens: null,
      lastPieceAt: [],
      isAnswering: false,
      model: otherLabel,
    });
  }

  event(request: AskedRequest, event: InferenceEvent): void {
    const running = this.#running.get(request);
    if (running === undefined) return;
    switch (event.type) {
      case "model":
        running.model = event.model.reference;
        return;
      case "text":
      case "reasoning":
      case "call":
      case "arguments":
        this.#seePiece(request, running, event.choice, event.tokens);
        return;
      case "loading":
      case "prefill":
      case "finish":
      case "done":
    }
  }

  ended(outcome: RequestOutcome): void {
    const { client, kind } = outcome;
    const whose = { model: outcome.model?.reference ?? otherLabel, client };
    this.#requests.add({ ...whose, kind, outcome: outcome.outcome, code: outcome.code ?? "" });
    this.#promptTokens.add(whose, outcome.promptTokens);
    this.#cachedTokens.add(whose, outcome.cachedTokens);
    this.#completionTokens.add(whose, outcome.completionTokens);
    if (outcome.outcome !== "done") return;
    this.#duration.observe({ ...whose, kind }, outcome.totalMilliseconds / 1_000);
    const isGeneration = kind === "chat" || kind === "completion";
    if (isGeneration) this.#queueWait.observe(whose, outcome.queuedMilliseconds / 1_000);
  }

  /** A piece stands for as many tokens as the worker sent at once; the time since the last one is shared among them. */
  #seePiece({ client }: AskedRequest, running: RunningAnswer, choice: number, tokens: number): void {
    const now = this.#now();
    const { model, lastPieceAt } = running;
    if (!running.isAnswering) {
      running.isAnswering = true;
      this.#firstToken.observe({ model, client }, (now - running.askedAt) / 1_000);
    }
    const last = lastPieceAt[choice];
    // A piece without a token belongs to the step of the one before it.
    if (tokens === 0 && last !== undefined) return;
    lastPieceAt[choice] = now;
    if (last === undefined) return;
    running.betweenTokens ??= this.#betweenTokens.of({ model, client });
    running.betweenTokens.observe((now - last) / 1_000 / tokens, tokens);
  }
}
