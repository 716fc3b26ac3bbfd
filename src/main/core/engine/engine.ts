import type { ChatMessage, FinishReason, Usage } from "../../../shared/shapes/run";
import type { Seal } from "../../../shared/shapes/resident";
import type { WireError } from "../../../shared/errors";

/**
 * The port to whatever computes tokens. Residency, gateway and control know this file, never a binding. Today one adapter
 * implements it: a sealed child process with node-llama-cpp (worker-process.ts).
 */
export interface EngineLauncher {
  /**
   * Starts a process for one model and waits for its seal probe; nothing is loaded yet.
   * @throws TresorError `seal_unavailable`, `worker_died`
   */
  launch(): Promise<Engine>;
}

export interface Engine {
  readonly pid: number;
  readonly seal: Seal;

  /**
   * Loads the one model of this process. Progress runs from 0 to 1.
   * @throws TresorError `load_failed`, `insufficient_memory`, `worker_died`, `cancelled`
   */
  load(options: LoadOptions, onProgress: (progress: number) => void): Promise<LoadedModel>;

  /**
   * Generates from one prompt. Ending the iteration, or the signal, stops the token loop at the next step and frees the slot.
   * A consumer that stops pulling stops the generation too, after a bounded number of tokens.
   * @throws TresorError `context_exceeded`, `queue_full`, `generation_failed`, `worker_died`, `cancelled`
   */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>;

  /** Calls back once when the process is gone for whatever reason; at once if it is already. */
  onExit(listener: (exit: EngineExit) => void): () => void;

  /** Ends the process: asks it first, kills it after a moment. Resolves when it is gone. Running requests fail. */
  dispose(): Promise<void>;
}

export interface EngineExit {
  /** True when `dispose` was called before. */
  readonly expected: boolean;
  readonly error: WireError;
}

export interface LoadOptions {
  readonly path: string;
  /** Tokens per slot. */
  readonly context: number;
  readonly slots: number;
  readonly threads: number;
  /** As predicted; the engine reports its context's memory in one sum, and this part of it is the KV cache. */
  readonly kvCacheBytes: number;
  /** False keeps everything on the CPU; true uses Metal where there is one. */
  readonly gpu: boolean;
}

export interface LoadedModel {
  readonly context: number;
  readonly slots: number;
  readonly template: "model" | "default";
  /** As the engine itself reports them after the load; bytes. */
  readonly memory: { readonly weightsBytes: number; readonly kvCacheBytes: number; readonly computeBytes: number };
}

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  /** 0 or absent: no limit. */
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  readonly repeatPenalty?: number | undefined;
  /** How many of the last tokens the three penalties look at. */
  readonly repeatLastTokens?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  /** 32-bit unsigned; absent: random. */
  readonly seed?: number | undefined;
}

export type Prompt =
  /** Rendered through the model's own template, ready for the assistant's answer. */
  | { readonly type: "chat"; readonly messages: readonly ChatMessage[] }
  /** Taken as it is, after the model's beginning-of-sequence token. */
  | { readonly type: "text"; readonly text: string };

export interface GenerateRequest {
  readonly id: string;
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  /** Generation ends before the first of these; none of it is emitted. */
  readonly stop: readonly string[];
  /** Absent: until the model ends or the context is full. */
  readonly maxTokens?: number | undefined;
}

export type GenerateEvent =
  /** The request waits for a slot. */
  | { readonly type: "queued" }
  /** Prompt tokens read so far; the first has `read` = tokens reused from the slot. */
  | { readonly type: "prefill"; readonly promptTokens: number; readonly read: number }
  /** A piece of the answer, whole characters only; `tokens` is how many tokens it stands for. */
  | { readonly type: "text"; readonly text: string; readonly tokens: number }
  | { readonly type: "finish"; readonly reason: FinishReason; readonly usage: Usage; readonly timings: Timings };

/** Durations in milliseconds. */
export interface Timings {
  readonly queuedMilliseconds: number;
  readonly prefillMilliseconds: number;
  readonly decodeMilliseconds: number;
}
