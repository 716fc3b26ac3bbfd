import type { AskedRequest, InferenceObserver, RequestOutcome } from "../inference/request-outcome";
import { within } from "./answer/event-reader";

/** A model that is cut off ends with its next step; the line of a request does not wait for longer. */
const longestWaitMilliseconds = 10_000;

/** What one request asked of models, all questions together. */
export type TrailEnd = Pick<
  RequestOutcome,
  "model" | "outcome" | "code" | "promptTokens" | "cachedTokens" | "completionTokens"
>;

interface Trail {
  running: number;
  end: TrailEnd | null;
  onQuiet: (() => void) | null;
}

/**
 * Joins a request of the gateway with what it asked of models, by its id: only the response knows when its client has it all, and only
 * the observed inference knows what it took. Requests that the gateway did not announce leave no trail.
 */
export class RequestTrails implements InferenceObserver {
  readonly #trails = new Map<string, Trail>();

  begin(id: string): void {
    this.#trails.set(id, { running: 0, end: null, onQuiet: null });
  }

  asked({ id }: AskedRequest): void {
    const trail = this.#trails.get(id);
    if (trail !== undefined) trail.running += 1;
  }

  ended(outcome: RequestOutcome): void {
    const trail = this.#trails.get(outcome.id);
    if (trail === undefined) return;
    trail.end = trail.end === null ? outcome : together(trail.end, outcome);
    // One that was refused before it came here was not counted as running.
    trail.running = Math.max(0, trail.running - 1);
    if (trail.running === 0) trail.onQuiet?.();
  }

  /** Resolves when nothing runs for this request any more; null: it asked no model. */
  async end(id: string): Promise<TrailEnd | null> {
    const trail = this.#trails.get(id);
    if (trail === undefined) return null;
    if (trail.running > 0) {
      await within(new Promise<void>((resolve) => (trail.onQuiet = resolve)), longestWaitMilliseconds);
    }
    this.#trails.delete(id);
    return trail.end;
  }
}

/** A question that was not done decides how the request ended. */
function together(before: TrailEnd, next: TrailEnd): TrailEnd {
  const decisive = before.outcome === "done" ? next : before;
  return {
    model: next.model ?? before.model,
    outcome: decisive.outcome,
    code: decisive.code,
    promptTokens: before.promptTokens + next.promptTokens,
    cachedTokens: before.cachedTokens + next.cachedTokens,
    completionTokens: before.completionTokens + next.completionTokens,
  };
}
