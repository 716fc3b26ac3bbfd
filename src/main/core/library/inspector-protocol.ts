import type { ModelInspection } from "../gguf/inspect-model";

/** What can be asked about the files of one model, parts in order. */
export type InspectorQuestion =
  | { readonly type: "inspect"; readonly paths: readonly string[]; readonly stem: string }
  | { readonly type: "digest"; readonly paths: readonly string[] };

/** The messages between the core and an inspector process, over the child process's IPC channel. */
export type ToInspector = InspectorQuestion & { readonly id: number };

export type InspectorAnswer =
  | { readonly type: "inspected"; readonly id: number; readonly inspection: ModelInspection }
  | { readonly type: "digested"; readonly id: number; readonly digest: string }
  /** The files are bad or cannot be read; `reason` is a sentence for the user. */
  | { readonly type: "refused"; readonly id: number; readonly reason: string };

export type FromInspector =
  /** First message: from now on deadlines run. */
  | { readonly type: "ready" }
  /** How much of a digest's bytes has been read; at most twice a second. */
  | { readonly type: "hashed"; readonly id: number; readonly bytes: number }
  | InspectorAnswer;
