/**
 * What a header may hold. Far above every published model, far below what would cost memory or time. Limits that llama.cpp sets
 * itself, and enforces by aborting the process, are named after it.
 */
export const ggufLimits = {
  metadataEntries: 4_096,
  keyBytes: 256,
  /** A longer text is refused: even embedded tokenizer files stay well below. */
  textBytes: 64 * 1024 * 1024,
  /** A longer text is not kept, only its length. */
  keptTextBytes: 4_096,
  chatTemplateBytes: 1024 * 1024,
  arrayElements: 16 * 1024 * 1024,
  /** Longer arrays are not kept, only their length: vocabularies, scores, merges. */
  keptNumbers: 1_024,
  keptTexts: 64,
  keptArrayTextBytes: 256,
  tensors: 65_536,
  /** GGML_MAX_NAME is 64 with its end mark. */
  tensorNameBytes: 63,
  /** GGML_MAX_DIMS */
  tensorDimensions: 4,
  alignmentBytes: 1024 * 1024,
  /** Metadata and tensor list together: bounds the time of a walk over them. */
  headerBytes: 256 * 1024 * 1024,
  /** LLAMA_MAX_LAYERS */
  layers: 512,
  /** LLAMA_MAX_EXPERTS */
  experts: 1_024,
  embeddingLength: 1024 * 1024,
  feedForwardLength: 16 * 1024 * 1024,
  heads: 65_536,
  headLength: 65_536,
} as const;
