import type { Model, ModelDetails, RejectedFile } from "../../../shared/shapes/model";

/** What is on disk. Implemented by library.ts over the models folders, and by a fake in tests. */
export interface Library {
  /** Sorted by reference; the demo model is in it only while there is no other and the setting allows it. */
  models(): readonly Model[];
  /** Files that were refused, with the reason; a reference that names one of them fails with that reason. */
  rejected(): readonly RejectedFile[];
  /**
   * Finds a model by reference, name without tag, file name, path in a models folder, or digest (12 digits at least).
   * @throws TresorError `model_not_found`, `ambiguous_reference`, `model_rejected`
   */
  resolve(reference: string): Model;
  /** @throws as `resolve` */
  details(reference: string): Promise<ModelDetails>;
  /** The content digest of a model, computing it when it is not known yet. */
  digest(reference: string): Promise<string>;
  /** The numbers from the file that the memory budget needs. @throws as `resolve` */
  dimensions(reference: string): Promise<ModelDimensions>;
  /**
   * Takes over what the caller knows for certain of files that it has just written and verified, so that nothing is computed twice,
   * and looks again at all folders.
   * @param path the file, or the first part of several
   * @param digest of the whole content, all parts in order; null when that is not known
   */
  learn(path: string, digest: string | null, provenance: Model["provenance"]): Promise<void>;
  /** Looks again at all folders. */
  rescan(): Promise<void>;
  onChange(listener: () => void): () => void;
  dispose(): Promise<void>;
}

/** What the size of a KV cache and of the compute buffers depends on. Counts, not bytes, unless named so. */
export interface ModelDimensions {
  readonly weightsBytes: number;
  /** The part of them that one token makes the engine read: the experts that it uses, and one row of the embedding. */
  readonly activeWeightsBytes: number;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly attentionHeads: number;
  /** Key-value heads of each layer; 0 for a layer without attention (recurrent layers of hybrid models). */
  readonly keyValueHeads: readonly number[];
  readonly keyLength: number;
  readonly valueLength: number;
}
