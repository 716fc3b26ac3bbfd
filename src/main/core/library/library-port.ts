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

/**
 * What the size of a KV cache and of the compute buffers depends on. Counts, not bytes, unless named so. What is optional is what only
 * some architectures have.
 */
export interface ModelDimensions {
  /** For what was measured of models of its kind before. */
  readonly architecture?: string | undefined;
  readonly weightsBytes: number;
  /** The part of them that one token makes the engine read: the experts that it uses, and one row of the embedding. */
  readonly activeWeightsBytes: number;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly attentionHeads: number;
  /** Key-value heads of each layer; 0 for a layer that keeps none of its own (recurrent, or reading another layer's). */
  readonly keyValueHeads: readonly number[];
  readonly keyLength: number;
  /** 0 where values are computed from the keys (multi-head latent attention). */
  readonly valueLength: number;
  readonly slidingWindow?: SlidingWindow | undefined;
  readonly recurrent?: RecurrentState | undefined;
  readonly latent?: LatentAttention | undefined;
  readonly experts?: Experts | undefined;
  /** Keys beside the usual ones, by which sparse attention finds what to attend to. */
  readonly indexer?: { readonly layers: number; readonly keyLength: number; readonly valueLength: number } | undefined;
}

/** Layers that look back a number of tokens only. */
export interface SlidingWindow {
  readonly tokens: number;
  /** Of each layer, whether it is one. */
  readonly layers: readonly boolean[];
  readonly keyLength: number;
  readonly valueLength: number;
}

/** Layers that keep a state of fixed size for each slot, in place of keys and values or beside them. */
export interface RecurrentState {
  readonly layers: number;
  /** Numbers of one layer's state of the last tokens before the convolution, and of what it remembers of all. */
  readonly convolution: number;
  readonly memory: number;
  /** Numbers for each token that go into the convolution, and that come out of the layer. */
  readonly channels: number;
  readonly inner: number;
}

/** Attention over compressed keys and values: lengths for one head, before they are compressed and after. */
export interface LatentAttention {
  readonly rank: number;
  readonly keyLength: number;
  readonly valueLength: number;
}

export interface Experts {
  readonly used: number;
  /** Of one expert. */
  readonly feedForwardLength: number;
}
