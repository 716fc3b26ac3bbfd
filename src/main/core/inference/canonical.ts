import type { GenerateEvent, GenerateRequest, Timings } from "../engine/engine";
import type { EngineTask, EngineTasks } from "../engine/tasks";
import type { FinishReason, Usage } from "../../../shared/shapes/run";

/** The one request that every dialect is converted to: the engine's own, with the model's name and how many answers. */
export interface InferenceRequest extends GenerateRequest {
  /** Assigned by the gateway, sent back as `x-request-id`. */
  readonly id: string;
  /** A reference as the client wrote it; absent: the first resident, else the first model of the library. */
  readonly reference: string | undefined;
  /** How many answers to the one prompt; default 1. Seeds count up from the given one. */
  readonly choices?: number | undefined;
  /** Who asks: `local`, `window`, `cli`. */
  readonly client: string;
  /** Tokens of context that a load for this request should have; absent: as the settings say. A resident that has fewer may answer. */
  readonly context?: number | undefined;
  /** How long the model stays after this; null: as long as there is room. Absent: as the user has set it. */
  readonly keepAliveSeconds?: number | null | undefined;
}

/** Which model answers; known before the first token. */
export interface AnsweringModel {
  /** The full reference, whatever the client wrote. */
  readonly reference: string;
  readonly digest: string | null;
  readonly template: "model" | "default";
}

type Piece = Exclude<GenerateEvent, { readonly type: "queued" | "prefill" | "finish" }>;

/**
 * The one event stream that every dialect is rendered from. Order: loading*, model, prefill*, then the pieces and one `finish` of each
 * choice (choices may come interleaved), then `done`.
 */
export type InferenceEvent =
  /** The model is being loaded for this request. */
  | { readonly type: "loading"; readonly reference: string; readonly progress: number }
  | { readonly type: "model"; readonly model: AnsweringModel }
  | { readonly type: "prefill"; readonly promptTokens: number; readonly read: number }
  /** A piece of the answer with this number, from 0. */
  | (Piece & { readonly choice: number })
  /** One choice is complete. */
  | { readonly type: "finish"; readonly choice: number; readonly reason: FinishReason; readonly stop: string | null }
  /** All are. The prompt counts once, completion tokens are summed over the choices. */
  | { readonly type: "done"; readonly usage: Usage; readonly timings: InferenceTimings };

/** Milliseconds. `load` is 0 when the model was resident. */
export interface InferenceTimings extends Timings {
  readonly loadMilliseconds: number;
  readonly totalMilliseconds: number;
}

/** What the gateway and the control calls run requests through. Throws TresorError; the signal ends the request. */
export interface Inference {
  run(request: InferenceRequest, signal: AbortSignal): AsyncIterable<InferenceEvent>;

  /** A question to a model beside generation (engine/tasks.ts), loading it first when needed. `reference` as in a request. */
  compute<T extends EngineTask>(
    question: InferenceQuestion<T>,
    signal: AbortSignal,
  ): Promise<{ readonly model: AnsweringModel; readonly output: EngineTasks[T]["output"] }>;
}

export interface InferenceQuestion<T extends EngineTask> {
  readonly id: string;
  readonly client: string;
  readonly reference: string | undefined;
  readonly task: T;
  readonly input: EngineTasks[T]["input"];
  /** As in a request. */
  readonly keepAliveSeconds?: number | null | undefined;
}
