import type { Model } from "../../../shared/shapes/model";
import type { Metadata } from "./metadata";
import { templateCapabilities } from "./template-capabilities";

type Capability = Model["capabilities"][number];

/** Encoders: they turn a text into a vector and generate nothing. Names from llm_arch_names in llama.cpp. */
const encoders: readonly string[] = [
  "bert",
  "modern-bert",
  "nomic-bert",
  "nomic-bert-moe",
  "neo-bert",
  "jina-bert-v2",
  "jina-bert-v3",
  "eurobert",
  "gemma-embedding",
  "llama-embed",
  "t5encoder",
];

export function isEncoder(architecture: string): boolean {
  return encoders.includes(architecture);
}

/** LLAMA_POOLING_TYPE_RANK: the model judges how well two texts go together. */
const rankPooling = 4;

/**
 * What a model can be asked for, from its metadata: a pooling type marks a model trained for embeddings, whatever its family. Vision
 * is not among them, whatever projector lies beside the model, until it is served.
 */
export function capabilitiesOf(metadata: Metadata, architecture: string): readonly Capability[] {
  const pooling = metadata.count(`${architecture}.pooling_type`) ?? 0;
  if (pooling === rankPooling) return ["reranking"];
  if (isEncoder(architecture) || pooling > 0) return ["embedding"];
  const template = metadata.text("tokenizer.chat_template");
  return template === null ? ["completion"] : ["completion", "chat", ...templateCapabilities(template)];
}
