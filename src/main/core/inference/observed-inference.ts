import { TresorError } from "../../../shared/errors";
import type { EngineTask, EngineTasks } from "../engine/tasks";
import type { AnsweringModel, Inference, InferenceEvent, InferenceQuestion, InferenceRequest } from "./canonical";
import { estimatedPromptTokens, readTokens } from "./prompt-size";
import {
  OutcomeRecord,
  type AskedRequest,
  type InferenceObserver,
  type RequestContent,
  type RequestOutcome,
} from "./request-outcome";

/**
 * Shows every request to those who count, limit and record, in their order. The end of an answer waits for all of them: who has seen
 * the end knows that it is recorded.
 */
export class ObservedInference implements Inference {
  readonly #inner: Inference;
  readonly #observers: readonly InferenceObserver[];
  readonly #now: () => number;

  constructor(inner: Inference, observers: readonly InferenceObserver[], now: () => number = () => performance.now()) {
    this.#inner = inner;
    this.#observers = observers;
    this.#now = now;
  }

  async *run(request: InferenceRequest, signal: AbortSignal): AsyncGenerator<InferenceEvent, void, void> {
    const asked = askedOf(request, request.prompt.type === "chat" ? "chat" : "completion");
    const record = new OutcomeRecord(asked, this.#now());
    let outcome: RequestOutcome | null = null;
    try {
      const ending = await this.#ask(asked, contentOf(request));
      for await (const event of this.#inner.run(request, AbortSignal.any([signal, ending]))) {
        record.see(event);
        for (const observer of this.#observers) observer.event?.(asked, event);
        if (event.type === "done") {
          outcome = record.end("done", null, this.#now());
          await this.#end(outcome, asked);
        }
        yield event;
      }
      if (outcome === null) ending.throwIfAborted();
    } catch (error) {
      outcome ??= await this.#fail(record, asked, error, signal);
      throw error;
    } finally {
      // The consumer went away, or nothing more came.
      if (outcome === null) await this.#end(record.end("cancelled", "cancelled", this.#now()), asked);
    }
  }

  async compute<T extends EngineTask>(
    question: InferenceQuestion<T>,
    signal: AbortSignal,
  ): Promise<{ readonly model: AnsweringModel; readonly output: EngineTasks[T]["output"] }> {
    const asked = askedOf(question, question.task);
    const record = new OutcomeRecord(asked, this.#now());
    try {
      const ending = await this.#ask(asked, contentOf(question));
      const answer = await this.#inner.compute(question, AbortSignal.any([signal, ending]));
      record.seeAnswer(answer.model, readTokens(question.task, answer.output));
      await this.#end(record.end("done", null, this.#now()), asked);
      return answer;
    } catch (error) {
      await this.#fail(record, asked, error, signal);
      throw error;
    }
  }

  /** What the observers may end it with. @throws TresorError when one refuses it */
  async #ask(asked: AskedRequest, content: RequestContent): Promise<AbortSignal> {
    for (const observer of this.#observers) await observer.asked?.(asked, content);
    return AbortSignal.any(this.#observers.flatMap((observer) => observer.endedBy?.(asked) ?? []));
  }

  async #fail(
    record: OutcomeRecord,
    asked: AskedRequest,
    thrown: unknown,
    signal: AbortSignal,
  ): Promise<RequestOutcome> {
    const { code } = TresorError.from(thrown);
    const outcome = record.end(signal.aborted || code === "cancelled" ? "cancelled" : "failed", code, this.#now());
    await this.#end(outcome, asked);
    return outcome;
  }

  async #end(outcome: RequestOutcome, asked: AskedRequest): Promise<void> {
    for (const observer of this.#observers) await observer.ended(outcome, asked);
  }
}

function askedOf({ id, client, reference }: Omit<AskedRequest, "kind">, kind: string): AskedRequest {
  return { id, client, kind, reference };
}

function contentOf(request: InferenceRequest | InferenceQuestion<EngineTask>): RequestContent {
  return {
    estimatedPromptTokens: () => estimatedPromptTokens(request),
    prompt: () => JSON.stringify("prompt" in request ? request.prompt : request.input),
  };
}
