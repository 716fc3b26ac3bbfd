import type { ModelInspection } from "../gguf/inspect-model";

/** Reads untrusted files where a crash hurts nobody. Implemented by inspector-client.ts, and by a fake in tests. */
export interface Inspector {
  /**
   * @param paths the files of one model, parts in order
   * @param stem what stands in for a name when the model has none of its own
   * @throws TresorError `model_rejected` with the reason as its message, and `timedOut` in its details when there was no answer in
   * time; `cancelled` after `dispose`
   */
  inspect(paths: readonly string[], stem: string): Promise<ModelInspection>;
  /** `sha256:…` of the files' content, one behind the other. @param onProgress hears of the bytes read, twice a second. @throws as `inspect` */
  digest(paths: readonly string[], onProgress?: (bytes: number) => void): Promise<string>;
  dispose(): Promise<void>;
}
