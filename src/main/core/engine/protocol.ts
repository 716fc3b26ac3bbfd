import type { WireError } from "../../../shared/errors";
import type { GenerateEvent, GenerateRequest, LoadedModel, LoadOptions } from "./engine";
import type { SealObservation } from "./seal/seal-observation";

/**
 * The messages between the core and a worker, over the child process's IPC channel. Both ends are built from one tree; the version
 * guards against a stale build of one of them. Raise it with every change to this file.
 */
export const protocolVersion = 1;

/** Tokens a worker may send for one request before it waits for an acknowledgement. */
export const unacknowledgedTokens = 128;

export type ToWorker =
  | { readonly type: "load"; readonly options: LoadOptions }
  | { readonly type: "generate"; readonly request: GenerateRequest }
  | { readonly type: "cancel"; readonly id: string }
  /** The consumer has taken this many more tokens of the request. */
  | { readonly type: "acknowledge"; readonly id: string; readonly tokens: number }
  | { readonly type: "shutdown" };

export type FromWorker =
  /** First message: what the worker saw when it tried to get out. Nothing is loaded before the core has judged it. */
  | { readonly type: "hello"; readonly protocol: number; readonly pid: number; readonly observation: SealObservation }
  | { readonly type: "progress"; readonly progress: number }
  | { readonly type: "loaded"; readonly model: LoadedModel }
  | { readonly type: "loadFailed"; readonly error: WireError }
  /** All that happened in one step of the scheduler, for all requests. */
  | { readonly type: "events"; readonly items: readonly RequestItem[] }
  | { readonly type: "heartbeat" };

export type RequestItem =
  | { readonly id: string; readonly event: GenerateEvent }
  /** Ends the request. */
  | { readonly id: string; readonly error: WireError };

export const heartbeatMilliseconds = 1_000;
