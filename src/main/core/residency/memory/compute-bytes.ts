import type { ModelDimensions } from "../../library/library-port";
import { batchTokensOf } from "./batch-tokens";
import { windowCells } from "./cache-bytes";

const floatBytes = 4;
/** The attention mask is kept as F16. */
const maskBytes = 2;

export interface ComputeShape {
  readonly context: number;
  readonly slots: number;
  /** Whether the buffer is wired for a GPU. On the CPU the rows of scores that nobody asks for are never written, so they take nothing. */
  readonly gpu: boolean;
}

/**
 * llama.cpp reuses one buffer for all layers, so its size is the peak of the graph over a batch of tokens: the largest of its stages.
 * The stages' sums were fitted to what the engine itself reports for outlines of real models (test/integration/memory-estimate.test.ts):
 * hardly less, and at most an eighth more.
 */
export function computeBytesOf(dimensions: ModelDimensions, { context, slots, gpu }: ComputeShape): number {
  const tokens = batchTokensOf(context) + (dimensions.slidingWindow === undefined ? 0 : 1);
  const insideLayer = Math.max(
    feedForwardStage(dimensions),
    attentionStage(dimensions),
    latentStage(dimensions),
    recurrentStage(dimensions),
  );
  const width = dimensions.embeddingLength;
  const scored = gpu ? tokens : Math.min(tokens, slots);
  const atTheEnd = dimensions.vocabularySize * scored + 2 * width * tokens;
  const mask = maskBytes * tokens * (context + windowCells(dimensions, context));
  return Math.ceil(floatBytes * Math.max(insideLayer * tokens, atTheEnd) + mask);
}

/** Numbers for each token, as in all stages: three of the model's width, a query, and what goes into, through and out of the layer. */
function feedForwardStage(dimensions: ModelDimensions): number {
  const { embeddingLength: width, feedForwardLength, experts } = dimensions;
  const dense = 3 * feedForwardLength;
  const common = 3 * width + queryLength(dimensions);
  if (experts === undefined) return common + dense;
  const inner = experts.used * experts.feedForwardLength;
  const outer = experts.used * width;
  // The experts' answers take the place of two inner parts where they fit in there.
  return common + Math.max(dense, 3 * inner + (outer > 2 * inner ? outer : 0));
}

function attentionStage(dimensions: ModelDimensions): number {
  const { embeddingLength: width, keyValueHeads, keyLength, valueLength, latent } = dimensions;
  if (latent !== undefined) return 0;
  return 2.5 * width + 2 * queryLength(dimensions) + Math.max(0, ...keyValueHeads) * (keyLength + valueLength);
}

/** Queries as they are, absorbed and joined with their rotated part, and the compressed answer, for all heads. */
function latentStage({ embeddingLength: width, attentionHeads, keyLength, latent }: ModelDimensions): number {
  if (latent === undefined) return 0;
  return 4 * width + attentionHeads * (keyLength + latent.rank + latent.keyLength + latent.valueLength);
}

function recurrentStage({ embeddingLength: width, recurrent }: ModelDimensions): number {
  return recurrent === undefined ? 0 : width + 3 * recurrent.channels + recurrent.inner;
}

const queryLength = ({ attentionHeads, keyLength, latent }: ModelDimensions): number =>
  attentionHeads * (latent === undefined ? keyLength : latent.keyLength);
