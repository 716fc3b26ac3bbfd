import type { CacheType } from "../../../shared/shapes/plan";
import type { FinishReason, Usage } from "../../../shared/shapes/run";
import type { Seal } from "../../../shared/shapes/resident";
import type { WireError } from "../../../shared/errors";
import type { Prompt } from "./prompt";
import type { EngineTask, EngineTasks } from "./tasks";
import type { OutputFormat, Sampling, TokenLogprob } from "./sampling";

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
  /** What the last probe has found. */
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

  /**
   * One question with one answer, beside the generations: tokenize, embed, rerank and the like.
   * @throws TresorError `invalid_request`, `unsupported`, `context_exceeded`, `worker_died`, `cancelled`
   */
  compute<T extends EngineTask>(
    task: T,
    input: EngineTasks[T]["input"],
    signal: AbortSignal,
  ): Promise<EngineTasks[T]["output"]>;

  /** From now on what is read of prompts is saved, and what was saved before is found. Once for an engine. */
  keepPrefixes(options: PrefixOptions): void;

  /** What this model's slots have saved in memory is dropped; files are the core's own affair. */
  forgetPrefixes(): void;

  /** Computes one token and forgets it, if no request runs: what the GPU has not used for a while may be taken from it. */
  touch(): void;

  /** Lets the process try once more to get out; `seal` tells from then on what came of it. @throws TresorError `worker_died` */
  probeSeal(): Promise<Seal>;

  /** Calls back once when the process is gone for whatever reason; at once if it is already. */
  onExit(listener: (exit: EngineExit) => void): () => void;

  /** Ends the process at once, as if it had died by itself; `reason` completes the sentence that begins with its name. */
  kill(reason: string): void;

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
  /** How keys and values are kept. Default: F16. */
  readonly cacheType?: CacheType | undefined;
  /** False keeps everything on the CPU; true uses Metal where there is one. */
  readonly gpu: boolean;
  /** The part of a step that a new prompt may take while streams run, 0 to 1. Default: half. */
  readonly prefillShare?: number | undefined;
  /** As `keepPrefixes`, from the first request on. */
  readonly prefixes?: PrefixOptions | undefined;
}

export interface PrefixOptions {
  /** Null: in memory only. */
  readonly directory: string | null;
  /** 32 bytes in base64: what is kept can be read with it only. */
  readonly key: string;
  /** Of the file's content: its digest, or what stands for it while that is not known. */
  readonly identity: string;
  /** What may be kept in memory. */
  readonly memoryBytes: number;
}

export interface LoadedModel {
  readonly context: number;
  readonly slots: number;
  readonly template: "model" | "default";
  /** As the engine itself reports them after the load; bytes. */
  readonly memory: { readonly weightsBytes: number; readonly kvCacheBytes: number; readonly computeBytes: number };
  /** What Metal says that programs may wire for the GPU; null on a machine without one. Only a process that holds the device can ask. */
  readonly gpuLimitBytes: number | null;
}

/** Whose turn it is when many wait: someone at the keyboard, then programs, then work that nobody waits for. */
export type Priority = "interactive" | "api" | "background";

export interface GenerateRequest {
  readonly id: string;
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  /** What the answer's text must be. Default: any text. */
  readonly format?: OutputFormat | undefined;
  /** Generation ends before the first of these in the content; none of it is emitted. */
  readonly stop: readonly string[];
  /** Absent: until the model ends or the context is full. */
  readonly maxTokens?: number | undefined;
  /** Tokens of prompt and answer together that this request may have, where the context has room for more. */
  readonly longestContext?: number | undefined;
  /** With each token of the content its logarithmic probability, and this many alternatives (0 to 20). Absent: none. */
  readonly topLogprobs?: number | undefined;
  /** A prompt that is too long: refused, or its oldest messages (of a text: its beginning) left out. Default: refused. */
  readonly overflow?: "refuse" | "dropOldest" | undefined;
  /** Default `api`. */
  readonly priority?: Priority | undefined;
  /** For fairness between programs: each client's turn comes once before another's second. Default: one for all. */
  readonly client?: string | undefined;
  /** The request fails with `deadline_exceeded` when it is not finished by then; milliseconds from its arrival. */
  readonly deadlineMilliseconds?: number | undefined;
}

/**
 * `tokens` is how many tokens an event stands for, those that showed no text before it included. Texts are whole characters.
 */
export type GenerateEvent =
  /** The request waits for a slot. */
  | { readonly type: "queued" }
  /** Prompt tokens read so far; the first has `read` = tokens reused from the slot or from a saved prefix. */
  | { readonly type: "prefill"; readonly promptTokens: number; readonly read: number }
  /** A piece of what the model thinks before or between its answers. */
  | { readonly type: "reasoning"; readonly text: string; readonly tokens: number }
  /** A piece of the content. `logprobs` has one entry for each of its tokens, when they were asked for. */
  | {
      readonly type: "text";
      readonly text: string;
      readonly tokens: number;
      readonly logprobs?: readonly TokenLogprob[] | undefined;
    }
  /** A call begins; `index` counts the calls of this answer from 0. */
  | {
      readonly type: "call";
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly tokens: number;
    }
  /** A piece of the JSON text of a call's arguments. All pieces of a call together are one JSON object. */
  | { readonly type: "arguments"; readonly index: number; readonly text: string; readonly tokens: number }
  | {
      readonly type: "finish";
      readonly reason: FinishReason;
      /** The stop string that ended it; null when the model did, or the length. */
      readonly stop: string | null;
      readonly usage: Usage;
      readonly timings: Timings;
    };

/** Durations in milliseconds. */
export interface Timings {
  readonly queuedMilliseconds: number;
  readonly prefillMilliseconds: number;
  readonly decodeMilliseconds: number;
}
