import type { ModelInspection } from "../gguf/inspect-model";

/** The messages between the core and an inspector process, over the child process's IPC channel. */
export type ToInspector =
  | { readonly type: "inspect"; readonly id: number; readonly path: string }
  | { readonly type: "digest"; readonly id: number; readonly path: string };

export type FromInspector =
  /** First message: from now on deadlines run. */
  | { readonly type: "ready" }
  | { readonly type: "inspected"; readonly id: number; readonly inspection: ModelInspection }
  | { readonly type: "digested"; readonly id: number; readonly digest: string }
  /** The file is bad or cannot be read; `reason` is a sentence for the user. */
  | { readonly type: "refused"; readonly id: number; readonly reason: string };
