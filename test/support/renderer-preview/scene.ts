import type { CallInput, SingleName } from "../../../src/shared/contract/derive";
import type { WireError } from "../../../src/shared/errors";
import type { ModelDetails, RejectedFile } from "../../../src/shared/shapes/model";
import type { ResidencyEvent, Resident } from "../../../src/shared/shapes/resident";
import { settingsSchema } from "../../../src/shared/shapes/settings";
import type { Snapshot } from "../../../src/shared/shapes/snapshot";
import { libraryAnswers } from "./library-answers";
import { planAnswers, studioRoom } from "./plan-answers";

/** What the fake core answers to one question. */
export interface SceneAnswer {
  readonly name: SingleName;
  /** The whole input; left out: any. */
  readonly input?: CallInput<SingleName>;
  readonly value?: unknown;
  readonly error?: WireError;
}

/** All that a fake core shows to a window. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly history: readonly ResidencyEvent[];
  readonly rejected: readonly RejectedFile[];
  /** Of several that match a question, the first counts. */
  readonly answers: readonly SceneAnswer[];
  /** What `run` answers, in pieces. */
  readonly answer: readonly string[];
}

/** Friday, 20 November 2026, 14:32 in Berlin: the moment of the mocks. */
export const sceneTime = "2026-11-20T13:32:00.000Z";
export const gigabyte = 1024 ** 3;

export const secondsBefore = (seconds: number): string =>
  new Date(Date.parse(sceneTime) - seconds * 1_000).toISOString();

const digestOf = (digit: string): string => `sha256:${`${digit}f31c2a4e07a`.padEnd(64, digit)}`;

type ModelFacts = Partial<Omit<ModelDetails, "template" | "metadata" | "tensorTypes">>;

export function model(reference: string, facts: ModelFacts): Snapshot["models"][number] {
  const parameters = facts.parameters ?? 8e9;
  return {
    reference,
    digest: digestOf("9"),
    digestProgress: null,
    files: [`/Volumes/Models/${reference.replace(":", ".")}.gguf`],
    path: `/Volumes/Models/${reference.replace(":", ".")}.gguf`,
    sizeBytes: 8.5e9,
    modifiedAt: secondsBefore(86_400),
    parameters,
    activeParameters: parameters,
    bitsPerWeight: 8.5,
    quantization: "Q8_0",
    quality: "full",
    architecture: "qwen3",
    displayName: reference,
    contextLength: 32_768,
    capabilities: ["completion", "chat"],
    licence: "apache-2.0",
    source: null,
    provenance: null,
    origin: "folder",
    aliases: [],
    demo: false,
    ...facts,
  };
}

export const models: Snapshot["models"] = [
  model("mistral-small-24b:q4_k", {
    displayName: "Mistral Small 24B Instruct",
    parameters: 23.6e9,
    sizeBytes: 14.3e9,
    bitsPerWeight: 4.85,
    quantization: "Q4_K",
    quality: "experimental",
    digest: null,
    digestProgress: 0.38,
    origin: "lmStudio",
  }),
  model("qwen3-coder-30b:q8_0", {
    aliases: ["code"],
    provenance: { repository: "Qwen/Qwen3-Coder-30B-A3B-Instruct-GGUF", revision: "4f1b2c9d0e7a" },
    origin: "tresor",
    displayName: "Qwen3-Coder-30B-A3B",
    parameters: 30.5e9,
    activeParameters: 3.3e9,
    sizeBytes: 32.5e9,
    contextLength: 262_144,
    capabilities: ["completion", "chat", "tools"],
  }),
  model("qwen3-embedding-8b:q8_0", {
    aliases: ["embed"],
    displayName: "Qwen3 Embedding 8B",
    parameters: 7.6e9,
    sizeBytes: 8.05e9,
    contextLength: 8_192,
    capabilities: ["embedding"],
  }),
  model("qwen3-vl-8b:q8_0", {
    displayName: "Qwen3 VL 8B Instruct",
    sizeBytes: 10.5e9,
    aliases: ["vision"],
    capabilities: ["completion", "chat", "vision"],
  }),
  model("qwen3.5-397b-a17b:q8_0", {
    aliases: ["text"],
    files: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
      (part) => `/Volumes/Models/qwen3.5-397b-a17b.q8_0-0000${part}-of-00009.gguf`,
    ),
    displayName: "Qwen3.5 397B A17B",
    parameters: 397e9,
    activeParameters: 17e9,
    sizeBytes: 421.8e9,
    contextLength: 262_144,
    capabilities: ["completion", "chat", "tools", "thinking"],
  }),
];

interface Parts {
  readonly total: number;
  readonly weights: number;
  readonly kvCache: number;
  readonly compute: number;
}

/** A resident that is ready, sealed and idle, with memory in GB; `facts` win. */
export function resident(reference: string, displayName: string, parts: Parts, facts: Partial<Resident>): Resident {
  return {
    reference,
    displayName,
    digest: digestOf("9"),
    state: "ready",
    pinned: false,
    pid: 4_127,
    quality: "full",
    quantization: "Q8_0",
    demo: false,
    memory: {
      predictedBytes: parts.total * gigabyte,
      measuredBytes: parts.total * gigabyte,
      weightsBytes: parts.weights * gigabyte,
      kvCacheBytes: parts.kvCache * gigabyte,
      computeBytes: parts.compute * gigabyte,
    },
    context: 65_536,
    slots: 2,
    leases: 0,
    seal: {
      enforced: true,
      mechanism: "sandbox-exec",
      checkedAt: secondsBefore(12),
      evidence: [
        "connect 192.0.2.1:443: EPERM",
        "connect 127.0.0.1:8737: EPERM",
        "udp 192.0.2.1:53: EPERM",
        "lookup example.com: ENOTFOUND",
      ],
    },
    template: "model",
    progress: null,
    idleSince: null,
    expiresAt: null,
    proof: {
      at: secondsBefore(12),
      holds: true,
      residentBytes: parts.weights * gigabyte,
      weightsBytes: parts.weights * gigabyte,
      how: "footprint of the process",
    },
    reason: "pinned: loaded at start",
    loadedAt: secondsBefore(60_000),
    tokensPerSecond: null,
    jobs: [],
    error: null,
    ...facts,
  };
}

const text = resident(
  "qwen3.5-397b-a17b:q8_0",
  "Qwen3.5 397B A17B",
  { total: 396, weights: 392.6, kvCache: 2.1, compute: 1.3 },
  {
    pinned: true,
    leases: 2,
    tokensPerSecond: 21.4,
    jobs: [
      {
        id: "a",
        client: "Claude Code",
        phase: "decode",
        promptTokens: 37_010,
        promptTokensRead: 37_010,
        generatedTokens: 1_204,
        startedAt: secondsBefore(60),
      },
      {
        id: "b",
        client: "Open WebUI",
        phase: "prefill",
        promptTokens: 18_432,
        promptTokensRead: 12_350,
        generatedTokens: 0,
        startedAt: secondsBefore(70),
      },
    ],
  },
);
const embedding = resident(
  "qwen3-embedding-8b:q8_0",
  "Qwen3 Embedding 8B",
  { total: 8, weights: 7.5, kvCache: 0.3, compute: 0.2 },
  { pinned: true, pid: 4_128, context: 8_192, idleSince: secondsBefore(30) },
);
const vision = resident(
  "qwen3-vl-8b:q8_0",
  "Qwen3 VL 8B Instruct",
  { total: 11.4, weights: 9.8, kvCache: 1.1, compute: 0.5 },
  {
    pid: 4_129,
    context: 32_768,
    idleSince: secondsBefore(360),
    expiresAt: secondsBefore(-240),
    reason: "asked for by Open WebUI",
  },
);

/** A Mac Studio with 512 GB that holds three models, as in the mocks; its figures add up. */
export const studio: Scene = {
  snapshot: {
    sequence: 0,
    status: {
      url: "http://127.0.0.1:8737",
      version: "0.1.0",
      engine: "node-llama-cpp 3.21.1",
      pid: 4_100,
      startedAt: secondsBefore(630_000),
      sovereignty: {
        state: "sealed",
        since: "2026-11-13T07:14:00.000Z",
        bytesOut: 0,
        sealedWorkers: 3,
        workers: 3,
        checkedAt: secondsBefore(4),
        observedAt: null,
        alarms: [],
        reason: null,
      },
      residents: 3,
      doors: [{ kind: "local", address: "http://127.0.0.1:8737", problem: null, fingerprint: null }],
    },
    machine: {
      at: sceneTime,
      chip: "Apple M3 Ultra",
      cores: 32,
      totalBytes: 512 * gigabyte,
      systemBytes: 31.2 * gigabyte,
      modelsBytes: 415.4 * gigabyte,
      reserveBytes: 24 * gigabyte,
      freeForModelsBytes: 41.4 * gigabyte,
      memoryLimitBytes: 456.8 * gigabyte,
      pressure: "normal",
      swapUsedBytes: 0,
      wiredBytes: 421 * gigabyte,
      compressedBytes: 0.4 * gigabyte,
      cachedBytes: 18 * gigabyte,
      bandwidthBytesPerSecond: 819e9,
      gpuLimitBytes: 464 * gigabyte,
    },
    residents: [text, embedding, vision],
    models,
    downloads: [],
    settings: {
      ...settingsSchema.parse({ welcomed: true }),
      language: "system",
      seal: "required",
      port: 8_737,
      modelsDirs: ["/Volumes/Models"],
      memoryLimitBytes: null,
      threads: null,
      context: null,
      slots: null,
      demo: true,
      prefillShare: 0.45,
      prefixCache: true,
      prefixCacheBytes: 20e9,
      prefixMemoryBytes: null,
      pinned: [text.reference, embedding.reference],
    },
  },
  history: [
    { at: secondsBefore(360), event: "loaded", reference: vision.reference, reason: "asked for by Open WebUI" },
    {
      at: secondsBefore(2_040),
      event: "evicted",
      reference: "mistral-small-24b:q4_k",
      reason: "11.4 GB needed for vision, and it had been idle for 42 min",
    },
    { at: secondsBefore(60_000), event: "pinned", reference: text.reference, reason: "loaded at start" },
  ],
  rejected: [
    {
      path: "/Volumes/Models/gemma-3-27b-it-Q8_0.gguf.part",
      reason: "The file ends at byte 1,048,576, inside the tensor table: it was not copied whole. Get it again.",
    },
  ],
  answers: [...planAnswers(studioRoom), ...libraryAnswers(models, studioRoom.memoryLimitBytes)],
  answer: [
    "Read the segment line by line, ",
    "so that a large ledger never has to fit in memory, ",
    "and count only requests whose outcome is done.\n\n",
    "Two things are easy to miss:\n",
    "- After a crash the last line may be torn.\n",
    "- A cancelled request has still read its prompt. <b>This is text, not markup.</b>",
  ],
};
