import type { ClientRules } from "../../../shared/shapes/client";
import type { InferenceEvent } from "../inference/canonical";
import type { AskedRequest, InferenceObserver, RequestContent, RequestOutcome } from "../inference/request-outcome";
import type { Clock } from "../kernel/clock";
import { ClientMeter, type MeteredRequest } from "./client-meter";
import { refuseUnnamed, resolveAllowed, type ResolveModel } from "./model-rules";
import type { UsageBook } from "./usage-book";

export interface ClientLimitsOptions {
  /** Null: a caller without a key of its own, who has no limits. */
  readonly rulesOf: (client: string) => ClientRules | null;
  readonly usage: UsageBook;
  readonly resolve: ResolveModel;
  readonly clock: Clock;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** Questions about the vocabulary alone make a model compute nothing; agents ask them by the dozen. */
const free: ReadonlySet<string> = new Set(["render", "count", "tokenize", "detokenize"]);

/** Holds every request to its client's rules, whatever dialect it came by, and counts what it uses. */
export class ClientLimits implements InferenceObserver {
  readonly #options: ClientLimitsOptions;
  readonly #now: () => number;
  readonly #meters = new Map<string, ClientMeter>();
  readonly #running = new WeakMap<AskedRequest, MeteredRequest>();

  constructor(options: ClientLimitsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** @throws TresorError `forbidden`, `experimental_model`, `rate_limited`, `budget_exhausted` */
  asked(request: AskedRequest, content: RequestContent): void {
    const { client, kind, reference } = request;
    const rules = this.#options.rulesOf(client);
    if (rules === null) return;
    if (reference === undefined) refuseUnnamed(rules);
    else resolveAllowed(rules, reference, this.#options.resolve);
    if (free.has(kind)) return;
    this.#running.set(request, this.#meterOf(client).admit(rules, content.estimatedPromptTokens()));
  }

  /** Ends a request that uses more than is left. @throws TresorError `budget_exhausted`, `context_exceeded` */
  event(request: AskedRequest, event: InferenceEvent): void {
    const running = this.#running.get(request);
    if (running === undefined) return;
    switch (event.type) {
      case "prefill":
        running.readPrompt(event.promptTokens);
        break;
      case "text":
      case "reasoning":
      case "call":
      case "arguments":
        running.write(event.tokens);
        break;
      case "loading":
      case "model":
      case "finish":
      case "done":
    }
  }

  ended({ outcome, promptTokens, completionTokens }: RequestOutcome, request: AskedRequest): void {
    const running = this.#running.get(request);
    this.#running.delete(request);
    // The end of a whole answer has its true figures; of one that broke off, what was seen counts.
    running?.end(outcome === "done" ? { promptTokens, completionTokens } : null);
  }

  #meterOf(client: string): ClientMeter {
    const { usage, clock } = this.#options;
    const meter = this.#meters.get(client) ?? new ClientMeter(client, usage, clock, this.#now);
    this.#meters.set(client, meter);
    return meter;
  }
}
