import type { Prompt } from "../../../engine/prompt";
import type {
  Inference,
  InferenceEvent,
  InferenceQuestion,
  InferenceRequest,
  InferenceTimings,
} from "../../../inference/canonical";
import type { EngineTask } from "../../../engine/tasks";
import type { Usage } from "../../../../../shared/shapes/run";

type Sum = Pick<Extract<InferenceEvent, { readonly type: "done" }>, "usage" | "timings">;

/** Answers several prompts one after the other, each a request of its own, as one answer whose choices count on. */
export class SeveralPrompts implements Inference {
  readonly #inference: Inference;
  readonly #prompts: readonly Prompt[];

  constructor(inference: Inference, prompts: readonly Prompt[]) {
    this.#inference = inference;
    this.#prompts = prompts;
  }

  async *run(request: InferenceRequest, signal: AbortSignal): AsyncGenerator<InferenceEvent, void, void> {
    const { choices = 1 } = request;
    let sum: Sum | null = null;
    for (const [index, prompt] of this.#prompts.entries()) {
      const one = { ...request, id: index === 0 ? request.id : `${request.id}.p${index}`, prompt };
      for await (const event of this.#inference.run(one, signal)) {
        if (event.type === "done") sum = sum === null ? event : added(sum, event);
        else if ("choice" in event) yield { ...event, choice: index * choices + event.choice };
        else if (event.type !== "model" || index === 0) yield event;
      }
    }
    if (sum !== null) yield { type: "done", usage: sum.usage, timings: sum.timings };
  }

  compute<T extends EngineTask>(question: InferenceQuestion<T>, signal: AbortSignal) {
    return this.#inference.compute(question, signal);
  }
}

function added(before: Sum, { usage, timings }: Sum): Sum {
  return { usage: sumOf(before.usage, usage), timings: sumOf(before.timings, timings) };
}

function sumOf<Counts extends Usage | InferenceTimings>(one: Counts, other: Counts): Counts {
  const counts = other as Readonly<Record<string, number>>;
  return Object.fromEntries(
    Object.entries(one as Readonly<Record<string, number>>).map(([name, count]) => [name, count + (counts[name] ?? 0)]),
  ) as Counts;
}
