import { u32 } from "./gguf-bytes";
import { attention, decoderShape, feedForward, vector, writeTinyDecoder } from "./tiny-decoder";

export interface TinySlidingWindow {
  readonly path: string;
  /** How many tokens five of six layers look back. */
  readonly window: number;
  readonly context?: number;
}

/** Writes a model of the gemma3 architecture: five layers with a sliding window and one that sees everything. */
export function writeTinySlidingWindow({ path, window, context = 4_096 }: TinySlidingWindow): void {
  writeTinyDecoder({
    path,
    architecture: "gemma3",
    name: "Tiny Sliding Window",
    layers: 6,
    context,
    metadata: {
      "gemma3.attention.sliding_window": u32(window),
      "gemma3.rope.dimension_count": u32(decoderShape.headLength),
    },
    block: (layer) => {
      const block = `blk.${layer}`;
      const norms = ["attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"];
      return [
        ...norms.map((norm) => vector(`${block}.${norm}.weight`, decoderShape.width)),
        ...attention(block),
        ...feedForward(block),
      ];
    },
  });
}
