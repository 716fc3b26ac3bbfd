import { TresorError } from "../../../shared/errors";
import type { GenerateEvent } from "../engine/engine";
import type { EngineTask, EngineTasks } from "../engine/tasks";
import type { Library } from "../library/library-port";
import { inputWithPreset, withPreset } from "../presets/apply-preset";
import type { Preset } from "../presets/preset";
import type { Presets } from "../presets/preset-book";
import type { Lease, Residency } from "../residency/residency-port";
import type { AnsweringModel, Inference, InferenceEvent, InferenceQuestion, InferenceRequest } from "./canonical";
import { generateChoices } from "./generate-choices";
import { ProgressQueue } from "./progress-queue";
import { waitingDeadline } from "./waiting-deadline";

/** Canonical request → lease on a resident → engine → canonical events. Dialects and control calls meet here. */
export class InferenceRunner implements Inference {
  readonly #library: Library;
  readonly #residency: Residency;
  readonly #presets: Presets;
  readonly #now: () => number;

  constructor(
    library: Library,
    residency: Residency,
    presets: Presets = noPresets,
    now: () => number = () => performance.now(),
  ) {
    this.#library = library;
    this.#residency = residency;
    this.#presets = presets;
    this.#now = now;
  }

  async *run(asked: InferenceRequest, signal: AbortSignal): AsyncGenerator<InferenceEvent, void, void> {
    const startedAt = this.#now();
    const request = withPreset(asked, this.#presetOf(asked.reference));
    const reference = this.#resolve(request.reference);
    const lease = yield* this.#lease(reference, request, signal);
    const loadMilliseconds = this.#now() - startedAt;
    try {
      yield { type: "model", model: modelOf(reference, lease) };
      const remaining = withoutWaiting(request, loadMilliseconds);
      const generated = yield* generateChoices(lease.engine, remaining, signal, reporter(lease));
      if (generated === null) return;
      const { usage, timings } = generated;
      yield {
        type: "done",
        usage,
        timings: { ...timings, loadMilliseconds, totalMilliseconds: this.#now() - startedAt },
      };
    } finally {
      lease.release();
    }
  }

  async compute<T extends EngineTask>(
    question: InferenceQuestion<T>,
    signal: AbortSignal,
  ): Promise<{ readonly model: AnsweringModel; readonly output: EngineTasks[T]["output"] }> {
    const reference = this.#resolve(question.reference);
    const { id: requestId, client, task, input, keepAliveSeconds } = question;
    const lease = await this.#residency.lease(reference, { requestId, client, signal, keepAliveSeconds });
    try {
      const completed = inputWithPreset(task, input, this.#presetOf(question.reference));
      return { model: modelOf(reference, lease), output: await lease.engine.compute(task, completed, signal) };
    } finally {
      lease.release();
    }
  }

  /** Passes the load's progress on while it waits. */
  async *#lease(
    reference: string,
    request: InferenceRequest,
    signal: AbortSignal,
  ): AsyncGenerator<InferenceEvent, Lease, void> {
    const progress = new ProgressQueue();
    const waiting = waitingDeadline(signal, request.deadlineMilliseconds);
    const pending = this.#residency.lease(reference, {
      requestId: request.id,
      client: request.client,
      context: this.#possibleContext(reference, request.context),
      keepAliveSeconds: request.keepAliveSeconds,
      signal: waiting.signal,
      onProgress: (value) => progress.push(value),
    });
    const leased = pending.finally(() => {
      waiting.end();
      progress.close();
    });
    // The loop below ends when the lease is settled; its failure is thrown by the await after it, not left unhandled.
    leased.catch(() => undefined);
    let taken = false;
    try {
      for await (const value of progress) yield { type: "loading", reference, progress: value };
      const lease = await leased;
      taken = true;
      return lease;
    } finally {
      // The consumer went away while the model was loading: a lease that is granted later is given back at once.
      if (!taken) leased.then((lease) => lease.release()).catch(() => undefined);
    }
  }

  /** No longer than the model was trained for. */
  #possibleContext(reference: string, wished: number | undefined): number | undefined {
    return wished === undefined ? undefined : Math.min(wished, this.#library.resolve(reference).contextLength);
  }

  #presetOf(asked: string | undefined): Preset | null {
    return asked === undefined ? null : this.#presets.of(asked);
  }

  /** The full reference of what was asked for. @throws TresorError `model_not_found`, `ambiguous_reference` */
  #resolve(asked: string | undefined): string {
    return this.#library.resolve(asked ?? this.#defaultReference()).reference;
  }

  #defaultReference(): string {
    const resident = this.#residency.residents().find(({ state }) => state === "ready");
    const reference = resident?.reference ?? this.#library.models()[0]?.reference;
    if (reference === undefined) {
      throw new TresorError(
        "model_not_found",
        "There is no model yet. Put a .gguf file into the models folder, or run `npm run model:smol`.",
      );
    }
    return reference;
  }
}

const noPresets: Presets = { of: () => null };

/** What is left of its deadline for the engine. */
function withoutWaiting(request: InferenceRequest, waitedMilliseconds: number): InferenceRequest {
  const { deadlineMilliseconds } = request;
  if (deadlineMilliseconds === undefined) return request;
  return { ...request, deadlineMilliseconds: Math.max(1, Math.floor(deadlineMilliseconds - waitedMilliseconds)) };
}

function modelOf(reference: string, { resident: { digest, template } }: Lease): AnsweringModel {
  return { reference, digest, template };
}

/** Tells the lease how far its request is; tokens are counted over all choices. */
function reporter(lease: Lease): (event: GenerateEvent) => void {
  let generatedTokens = 0;
  return (event) => {
    switch (event.type) {
      case "queued":
        lease.report({ phase: "queued" });
        return;
      case "prefill":
        lease.report({ phase: "prefill", promptTokens: event.promptTokens, promptTokensRead: event.read });
        return;
      case "finish":
        return;
      case "text":
      case "reasoning":
      case "call":
      case "arguments":
        generatedTokens += event.tokens;
        lease.report({ phase: "decode", generatedTokens });
    }
  };
}
