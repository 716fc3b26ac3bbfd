import { TresorError } from "../../../shared/errors";
import type { GenerateEvent } from "../engine/engine";
import type { Library } from "../library/library-port";
import type { Lease, Residency } from "../residency/residency-port";
import type { Inference, InferenceEvent, InferenceRequest } from "./canonical";
import { ProgressQueue } from "./progress-queue";

/** Canonical request → lease on a resident → engine → canonical events. Dialects and control calls meet here. */
export class InferenceRunner implements Inference {
  readonly #library: Library;
  readonly #residency: Residency;
  readonly #now: () => number;

  constructor(library: Library, residency: Residency, now: () => number = () => performance.now()) {
    this.#library = library;
    this.#residency = residency;
    this.#now = now;
  }

  async *run(request: InferenceRequest, signal: AbortSignal): AsyncGenerator<InferenceEvent, void, void> {
    const startedAt = this.#now();
    const reference = this.#library.resolve(request.reference ?? this.#defaultReference()).reference;
    const lease = yield* this.#lease(reference, request, signal);
    const loadedAt = this.#now();
    try {
      const { digest, template } = lease.resident;
      let generatedTokens = 0;
      yield { type: "model", model: { reference, digest, template } };
      for await (const event of lease.engine.generate(request, signal)) {
        if (event.type === "text") generatedTokens += event.tokens;
        report(lease, event, generatedTokens);
        if (event.type === "queued") continue;
        if (event.type !== "finish") {
          yield event;
          continue;
        }
        const loadMilliseconds = loadedAt - startedAt;
        yield { ...event, timings: { ...event.timings, loadMilliseconds, totalMilliseconds: this.#now() - startedAt } };
      }
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
    const pending = this.#residency.lease(reference, {
      requestId: request.id,
      client: request.client,
      signal,
      onProgress: (value) => progress.push(value),
    });
    const leased = pending.finally(() => progress.close());
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

function report(lease: Lease, event: GenerateEvent, generatedTokens: number): void {
  switch (event.type) {
    case "queued":
      lease.report({ phase: "queued" });
      return;
    case "prefill":
      lease.report({ phase: "prefill", promptTokens: event.promptTokens, promptTokensRead: event.read });
      return;
    case "text":
      lease.report({ phase: "decode", generatedTokens });
      return;
    case "finish":
      return;
  }
}
