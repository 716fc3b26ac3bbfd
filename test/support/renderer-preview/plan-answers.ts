import type { FitTable, MachineKind } from "../../../src/shared/shapes/fits";
import type { CacheType, Plan, RolesPlan } from "../../../src/shared/shapes/plan";
import { catalogEntries } from "./library-answers";
import type { SceneAnswer } from "./scene";

const gigabyte = 1024 ** 3;

/** What a scene's machine has for a load, and who could leave; as large as its own figures say. */
export interface SceneRoom {
  readonly availableBytes: number;
  readonly memoryLimitBytes: number;
  readonly leaving: { readonly reference: string; readonly bytes: number } | null;
  readonly here: MachineKind;
}

interface Weighed {
  readonly reference: string;
  readonly displayName: string;
  readonly weights: number;
  /** KV cache in GB of one slot with 131,072 tokens at F16. */
  readonly cache: number;
  readonly compute: number;
  readonly process: number;
  readonly speed: { readonly low: number; readonly high: number };
}

const coder: Weighed = {
  reference: "qwen3-coder-30b:q8_0",
  displayName: "Qwen3-Coder-30B-A3B",
  weights: 30.2,
  cache: 12,
  compute: 0.9,
  process: 0.3,
  speed: { low: 93, high: 140 },
};
const mistral: Weighed = {
  reference: "mistral-small-24b:q4_k",
  displayName: "Mistral Small 24B Instruct",
  weights: 13.3,
  cache: 20,
  compute: 0.8,
  process: 0.3,
  speed: { low: 24, high: 38 },
};

/** A plan whose lines add up, on the studio of the scenes. */
function planOf(room: SceneRoom, model: Weighed, context: number, slots: number, cacheType: CacheType): Plan {
  const { availableBytes, memoryLimitBytes, leaving } = room;
  const perToken = (model.cache / 131_072) * (cacheType === "F16" ? 1 : 8.5 / 16);
  const kvCache = perToken * context * slots;
  const fixed = model.weights + model.compute + model.process;
  const totalBytes = (fixed + kvCache) * gigabyte;
  const fits = totalBytes <= availableBytes;
  const longest = Math.floor((availableBytes / gigabyte - fixed) / perToken / slots / 1_024) * 1_024;
  return {
    reference: model.reference,
    displayName: model.displayName,
    digest: null,
    quality: "full",
    fits,
    context,
    slots,
    cacheType,
    lines: [
      { what: "weights", bytes: model.weights * gigabyte },
      { what: "kvCache", bytes: kvCache * gigabyte },
      { what: "compute", bytes: model.compute * gigabyte },
      { what: "overhead", bytes: model.process * gigabyte },
    ],
    totalBytes,
    memory: {
      predictedBytes: totalBytes,
      measuredBytes: null,
      weightsBytes: model.weights * gigabyte,
      kvCacheBytes: kvCache * gigabyte,
      computeBytes: model.compute * gigabyte,
    },
    availableBytes,
    memoryLimitBytes,
    missingBytes: fits ? 0 : totalBytes - availableBytes,
    mustLeave: fits || leaving === null || totalBytes > availableBytes + leaving.bytes ? [] : [leaving.reference],
    largestContext: longest > 0 ? Math.min(longest, 262_144) : null,
    tokensPerSecond: model.speed,
    advice: [],
    corrected: true,
  };
}

export const studioRoom: SceneRoom = {
  availableBytes: 41.4 * gigabyte,
  memoryLimitBytes: 456.8 * gigabyte,
  leaving: { reference: "qwen3-vl-8b:q8_0", bytes: 11.4 * gigabyte },
  here: machine("this-machine", "This machine", 512, 464, 819, null, null, false),
};

const toBuy: readonly MachineKind[] = [
  machine("mac-studio-m3-ultra-512", "Mac Studio M3 Ultra", 512, 464, 819, 9_500, 100, false),
  machine("mac-studio-m5-ultra-512", "Mac Studio M5 Ultra", 512, 464, 1_100, null, null, true),
  machine("tinybox-red-v2", "Tinybox Red v2", 144, null, 1_000, 12_000, 3_200, false),
  machine("dgx-spark", "DGX Spark", 128, null, 273, 4_000, 240, false),
];

/** Sizes in GB, bandwidth in GB/s. */
export function machine(
  name: string,
  displayName: string,
  memory: number,
  gpuLimit: number | null,
  bandwidth: number | null,
  priceEuros: number | null,
  powerWatts: number | null,
  expected: boolean,
): MachineKind {
  return {
    name,
    displayName,
    memoryBytes: memory * gigabyte,
    gpuLimitBytes: gpuLimit === null ? null : gpuLimit * gigabyte,
    bandwidthBytesPerSecond: bandwidth === null ? null : bandwidth * 1e9,
    priceEuros,
    powerWatts,
    asOf: "2026-11-01",
    expected,
  };
}

function fitTable(kind: MachineKind): FitTable {
  return {
    machine: kind.name,
    displayName: kind.displayName,
    memoryBytes: kind.memoryBytes,
    bandwidthBytesPerSecond: kind.bandwidthBytesPerSecond,
    machineKind: kind,
    models: catalogEntries.map((entry) => {
      const fits = entry.weightsBytes <= (kind.gpuLimitBytes ?? kind.memoryBytes) * 0.96;
      return {
        name: entry.name,
        displayName: entry.displayName,
        parameters: entry.parameters,
        activeParameters: entry.activeParameters,
        bitsPerWeight: 8,
        weightsBytes: entry.weightsBytes,
        quality: "full",
        fits,
        tokensPerSecondCeiling:
          fits && kind.bandwidthBytesPerSecond !== null ? kind.bandwidthBytesPerSecond / entry.activeParameters : null,
        advice: [],
      };
    }),
  };
}

/** All four roles fit at once on the studio: 452.8 GB of 456.8. */
function rolesPlan(room: SceneRoom): RolesPlan {
  const held = (reference: string, displayName: string, weights: number, cache: number, compute: number) =>
    planOf(room, { ...coder, reference, displayName, weights, cache, compute, process: 0 }, 131_072, 1, "F16");
  const plans = [
    { ...held("qwen3.5-397b-a17b:q8_0", "Qwen3.5 397B A17B", 392.6, 2.1, 1.3), roles: ["text"] },
    { ...planOf(room, coder, 65_536, 1, "F16"), roles: ["code"] },
    { ...held("qwen3-vl-8b:q8_0", "Qwen3 VL 8B Instruct", 9.8, 1.1, 0.5), roles: ["vision"] },
    { ...held("qwen3-embedding-8b:q8_0", "Qwen3 Embedding 8B", 7.5, 0.3, 0.2), roles: ["embed"] },
  ];
  return {
    fits: true,
    plans,
    totalBytes: plans.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    availableBytes: room.memoryLimitBytes,
    mustLeave: [],
  };
}

/** Plans for every question that a test types, and what follows from them. */
export function planAnswers(room: SceneRoom): readonly SceneAnswer[] {
  const machines = [room.here, ...toBuy];
  const contexts = [undefined, 131_072, 108_544, 65_536, 32_768];
  const plans = [coder, mistral].flatMap((model) =>
    contexts.flatMap((context) =>
      [undefined, 1, 2].flatMap((slots) =>
        ([undefined, "F16", "Q8_0"] as const).map((cacheType) => ({
          name: "plan" as const,
          input: {
            reference: model.reference,
            ...(context === undefined ? {} : { context }),
            ...(slots === undefined ? {} : { slots }),
            ...(cacheType === undefined ? {} : { cacheType }),
          },
          value: planOf(room, model, context ?? (model === coder ? 131_072 : 32_768), slots ?? 1, cacheType ?? "F16"),
        })),
      ),
    ),
  );
  return [
    ...plans,
    { name: "plan", error: { code: "model_not_found", message: "There is no model of that name on this disk." } },
    { name: "planRoles", value: rolesPlan(room) },
    { name: "machines", value: { machines } },
    ...machines.map((kind) => ({ name: "fits" as const, input: { machine: kind.name }, value: fitTable(kind) })),
    { name: "fits", input: {}, value: fitTable(room.here) },
  ];
}
