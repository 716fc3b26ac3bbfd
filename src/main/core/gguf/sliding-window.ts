import type { SlidingWindow } from "../library/library-port";
import type { Hyperparameters } from "./hyperparameters";
import type { Metadata } from "./metadata";

interface WindowPattern {
  /** One of so many layers sees everything: the last, or the first. 1: all layers have the window. */
  readonly period: number;
  readonly first?: boolean;
  /** Where the file says nothing. */
  readonly tokens?: number;
}

/** Which layers have a window where the file does not say it layer by layer, as llama.cpp has it for each architecture. */
const patterns: Readonly<Record<string, WindowPattern>> = {
  afmoe: { period: 4 },
  cohere2: { period: 4 },
  cohere2moe: { period: 4, first: true },
  exaone4: { period: 4, tokens: 4_096 },
  "exaone-moe": { period: 4, tokens: 128 },
  gemma2: { period: 2, tokens: 4_096 },
  gemma3: { period: 6 },
  gemma3n: { period: 5 },
  gemma4: { period: 6 },
  "gpt-oss": { period: 2 },
  granite_swa: { period: 4 },
  laguna: { period: 4 },
  lfm2: { period: 1 },
  lfm2moe: { period: 1 },
  llama4: { period: 4, tokens: 8_192 },
  mellum: { period: 4 },
  mimo2: { period: 6 },
  "muse-glimmer": { period: 4 },
  olmo2: { period: 4 },
  plamo3: { period: 8 },
  smallthinker: { period: 4, first: true },
  step35: { period: 4 },
};

/** The small EXAONE 4 carries the key too, but has no window. */
const exaoneLayers = 64;

/** Undefined for a model without windows, and for one whose window the engine ignores (Phi-3, Mistral). */
export function slidingWindowOf(
  metadata: Metadata,
  { architecture, layers, keyLength, valueLength }: Hyperparameters,
  predictedLayers: number,
): SlidingWindow | undefined {
  const pattern = patterns[architecture];
  if (pattern === undefined || (architecture === "exaone4" && layers !== exaoneLayers)) return undefined;
  const key = (name: string) => `${architecture}.attention.${name}`;
  const tokens = metadata.count(key("sliding_window")) ?? pattern.tokens ?? 0;
  if (tokens === 0) return undefined;
  return {
    tokens,
    layers: windowedLayers(metadata, key("sliding_window_pattern"), pattern, layers, predictedLayers),
    keyLength: metadata.count(key("key_length_swa")) ?? keyLength,
    valueLength: metadata.count(key("value_length_swa")) ?? valueLength,
  };
}

/** From the file: a truth for each layer, or the period. */
function windowedLayers(
  metadata: Metadata,
  key: string,
  pattern: WindowPattern,
  layers: number,
  predictedLayers: number,
): readonly boolean[] {
  const value = metadata.entries.get(key);
  if (value?.kind === "array" && value.elements !== null) {
    const elements = value.elements;
    return Array.from({ length: layers }, (_, layer) => Boolean(elements[layer] ?? false));
  }
  const period = value?.kind === "scalar" ? Number(value.value) : pattern.period;
  const seesAll = (layer: number) =>
    period > 1 && (pattern.first === true ? layer % period === 0 : layer % period === period - 1);
  return Array.from({ length: layers }, (_, layer) => layer < layers - predictedLayers && !seesAll(layer));
}
