import type { FitTable } from "../../src/shared/shapes/fits";
import type { Plan } from "../../src/shared/shapes/plan";

/** A plan that fits; tests say only what matters to them. */
export function planOf(rest: Partial<Plan> = {}): Plan {
  return {
    reference: "story:f32",
    displayName: "story",
    digest: null,
    quality: "full",
    fits: true,
    context: 512,
    slots: 2,
    cacheType: "F16",
    lines: [
      { what: "weights", bytes: 60 },
      { what: "kvCache", bytes: 30 },
      { what: "compute", bytes: 10 },
      { what: "overhead", bytes: 5 },
    ],
    totalBytes: 105,
    memory: { predictedBytes: 105, measuredBytes: null, weightsBytes: 60, kvCacheBytes: 30, computeBytes: 10 },
    availableBytes: 1_000,
    memoryLimitBytes: 2_000,
    missingBytes: 0,
    mustLeave: [],
    largestContext: 512,
    tokensPerSecond: { low: 20, high: 40 },
    advice: [],
    corrected: false,
    ...rest,
  };
}

export const fitTable: FitTable = {
  machine: "mac-studio-m3-ultra-512",
  displayName: "Mac Studio M3 Ultra, 512 GB",
  memoryBytes: 512 * 2 ** 30,
  bandwidthBytesPerSecond: 819e9,
  machineKind: {
    name: "mac-studio-m3-ultra-512",
    displayName: "Mac Studio M3 Ultra, 512 GB",
    memoryBytes: 512 * 2 ** 30,
    gpuLimitBytes: 384 * 2 ** 30,
    bandwidthBytesPerSecond: 819e9,
    priceEuros: 9_500,
    powerWatts: 100,
    asOf: "2026-11-01",
    expected: false,
  },
  models: [
    {
      name: "minimax-m2.5",
      displayName: "MiniMax M2.5",
      parameters: 229e9,
      activeParameters: 10e9,
      bitsPerWeight: 8,
      weightsBytes: 229e9,
      quality: "full",
      fits: true,
      tokensPerSecondCeiling: 81.9,
      advice: [],
    },
  ],
};
