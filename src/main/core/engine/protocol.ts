import type { WireError } from "../../../shared/errors";
import type { PrefixReport } from "../prefix-cache/prefix-report";
import type { GenerateEvent, GenerateRequest, LoadedModel, LoadOptions, PrefixOptions } from "./engine";
import type { EngineTask } from "./tasks";
import type { SealObservation } from "./seal/seal-observation";

/**
 * The messages between the core and a worker, over the child process's IPC channel. Both ends are built from one tree; the version
 * guards against a stale build of one of them. Raise it with every change to this file.
 */
export const protocolVersion = 4;

/** Tokens a worker may send for one request before it waits for an acknowledgement. */
export const unacknowledgedTokens = 128;

export type ToWorker =
  | { readonly type: "load"; readonly options: LoadOptions }
  | { readonly type: "generate"; readonly request: GenerateRequest }
  | { readonly type: "cancel"; readonly id: string }
  /** The consumer has taken this many more tokens of the request. */
  | { readonly type: "acknowledge"; readonly id: string; readonly tokens: number }
  /** A question beside generation; the answer comes as `computed` or `notComputed`. */
  | { readonly type: "compute"; readonly id: string; readonly task: EngineTask; readonly input: unknown }
  | { readonly type: "keepPrefixes"; readonly options: PrefixOptions }
  /** Saved prefixes have been cleared: those in memory go too. */
  | { readonly type: "forgetPrefixes" }
  /** Computes one token and forgets it, unless requests run anyway. */
  | { readonly type: "touch" }
  /** Tries once more to get out; the answer comes as `probed`. */
  | { readonly type: "probe" }
  | { readonly type: "shutdown" };

export type FromWorker =
  /** First message: what the worker saw when it tried to get out. Nothing is loaded before the core has judged it. */
  | { readonly type: "hello"; readonly protocol: number; readonly pid: number; readonly observation: SealObservation }
  | { readonly type: "progress"; readonly progress: number }
  | { readonly type: "loaded"; readonly model: LoadedModel }
  | { readonly type: "loadFailed"; readonly error: WireError }
  /** All that happened in one step of the scheduler, for all requests. */
  | { readonly type: "events"; readonly items: readonly RequestItem[] }
  /** `output` is what `EngineTasks` says of the task. */
  | { readonly type: "computed"; readonly id: string; readonly output: unknown }
  | { readonly type: "notComputed"; readonly id: string; readonly error: WireError }
  /** What happened to the saved prefixes of this worker. */
  | { readonly type: "prefixReport"; readonly report: PrefixReport }
  | { readonly type: "probed"; readonly observation: SealObservation }
  /** Sign of life: how long the step has taken that runs now. */
  | { readonly type: "heartbeat"; readonly stepMilliseconds: number };

export type RequestItem =
  | { readonly id: string; readonly event: GenerateEvent }
  /** Ends the request. */
  | { readonly id: string; readonly error: WireError };

export const heartbeatMilliseconds = 1_000;
