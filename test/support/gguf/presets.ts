import type { TinyLlama } from "./write-tiny-llama";

type Preset = Omit<TinyLlama, "path">;

/** Sizes for tests and measurements: about 1 MB, 40 MB and 300 MB. */
export const presets = {
  tiny: {
    name: "Tiny 1M",
    layers: 2,
    width: 128,
    heads: 4,
    keyValueHeads: 2,
    feedForward: 320,
    context: 2_048,
    type: "F16",
    chatTemplate: "chatml",
  },
  forty: {
    name: "Forty 40M",
    layers: 10,
    width: 512,
    heads: 8,
    keyValueHeads: 4,
    feedForward: 1_408,
    context: 8_192,
    type: "Q8_0",
    vocabulary: 8_192,
    chatTemplate: "chatml",
  },
  threeHundred: {
    name: "Three Hundred 300M",
    layers: 24,
    width: 1_024,
    heads: 16,
    keyValueHeads: 8,
    feedForward: 2_816,
    context: 8_192,
    type: "Q8_0",
    chatTemplate: "chatml",
  },
} as const satisfies Record<string, Preset>;
