import type { Prompt, Sampling, Timings } from "../engine/engine";
import type { FinishReason, Usage } from "../../../shared/shapes/run";

/** The one request that every dialect is converted to. */
export interface InferenceRequest {
  /** Assigned by the gateway, sent back as `x-request-id`. */
  readonly id: string;
  /** A reference as the client wrote it; absent: the first resident, else the first model of the library. */
  readonly reference: string | undefined;
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  readonly stop: readonly string[];
  readonly maxTokens: number | undefined;
  /** Who asks: `local`, `window`, `cli`. */
  readonly client: string;
}

/** Which model answers; known before the first token. */
export interface AnsweringModel {
  /** The full reference, whatever the client wrote. */
  readonly reference: string;
  readonly digest: string | null;
  readonly template: "model" | "default";
}

/** The one event stream that every dialect is rendered from. Order: loading*, model, prefill*, text*, finish. */
export type InferenceEvent =
  /** The model is being loaded for this request. */
  | { readonly type: "loading"; readonly reference: string; readonly progress: number }
  | { readonly type: "model"; readonly model: AnsweringModel }
  | { readonly type: "prefill"; readonly promptTokens: number; readonly read: number }
  | { readonly type: "text"; readonly text: string; readonly tokens: number }
  | {
      readonly type: "finish";
      readonly reason: FinishReason;
      readonly usage: Usage;
      readonly timings: InferenceTimings;
    };

/** Milliseconds. `load` is 0 when the model was resident. */
export interface InferenceTimings extends Timings {
  readonly loadMilliseconds: number;
  readonly totalMilliseconds: number;
}

/** What the gateway and the control calls run requests through. Throws TresorError; the signal ends the request. */
export interface Inference {
  run(request: InferenceRequest, signal: AbortSignal): AsyncIterable<InferenceEvent>;
}
