import type { ModelInspection } from "../gguf/inspect-model";

/** Reads untrusted files where a crash hurts nobody. Implemented by inspector-client.ts, and by a fake in tests. */
export interface Inspector {
  /** @throws TresorError `model_rejected` with the reason as its message; `cancelled` after `dispose` */
  inspect(path: string): Promise<ModelInspection>;
  /** `sha256:…` of the file's content. @throws as `inspect` */
  digest(path: string): Promise<string>;
  dispose(): Promise<void>;
}
