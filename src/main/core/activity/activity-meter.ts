import type { InferenceEvent } from "../inference/canonical";
import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";
import type { ActivityFigures } from "./activity-figures";

type Counts = Omit<ActivityFigures, "systemBytes" | "modelsBytes">;

const noCounts: Counts = {
  requests: 0,
  promptTokens: 0,
  completionTokens: 0,
  firstTokens: 0,
  firstTokenMilliseconds: 0,
};

/** Counts what models do, until somebody takes the counts. */
export class ActivityMeter implements InferenceObserver {
  readonly #now: () => number;
  /** When those were asked whose answers have not begun. */
  readonly #waiting = new WeakMap<AskedRequest, number>();
  #counts = noCounts;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  asked(request: AskedRequest): void {
    this.#waiting.set(request, this.#now());
  }

  event(request: AskedRequest, event: InferenceEvent): void {
    if (!("tokens" in event)) return;
    const { firstTokens, firstTokenMilliseconds, completionTokens } = this.#counts;
    const askedAt = this.#waiting.get(request);
    this.#waiting.delete(request);
    this.#counts = {
      ...this.#counts,
      completionTokens: completionTokens + event.tokens,
      firstTokens: firstTokens + (askedAt === undefined ? 0 : 1),
      firstTokenMilliseconds: firstTokenMilliseconds + (askedAt === undefined ? 0 : this.#now() - askedAt),
    };
  }

  ended({ promptTokens }: RequestOutcome): void {
    const { requests, promptTokens: before } = this.#counts;
    this.#counts = { ...this.#counts, requests: requests + 1, promptTokens: before + promptTokens };
  }

  /** What was counted since the last time. */
  take(): Counts {
    const counts = this.#counts;
    this.#counts = noCounts;
    return counts;
  }
}
