import type { Model } from "../../../shared/shapes/model";
import type { Metadata } from "./metadata";

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

/** What a model can be asked for, from its metadata: a pooling type marks a model trained for embeddings, whatever its family. */
export function capabilitiesOf(metadata: Metadata, architecture: string): readonly Capability[] {
  const pooling = metadata.count(`${architecture}.pooling_type`) ?? 0;
  if (isEncoder(architecture) || pooling > 0) return ["embedding"];
  const template = metadata.text("tokenizer.chat_template");
  if (template === null) return ["completion"];
  const capabilities: Capability[] = ["completion", "chat"];
  if (/\btools\b/.test(template)) capabilities.push("tools");
  if (/think|reasoning/i.test(template)) capabilities.push("thinking");
  return capabilities;
}
