import type { Resident } from "../../../src/shared/shapes/resident";
import { libraryAnswers } from "./library-answers";
import { machine, planAnswers, studioRoom } from "./plan-answers";
import { gigabyte, model, resident, secondsBefore, studio, type Scene } from "./scene";

const [text, embedding, vision] = studio.snapshot.residents as [Resident, Resident, Resident];

/** Nothing in memory yet, but models on disk. */
export const empty: Scene = {
  ...studio,
  answers: [
    ...planAnswers({ ...studioRoom, availableBytes: studioRoom.memoryLimitBytes, leaving: null }),
    ...studio.answers,
  ],
  history: [],
  snapshot: {
    ...studio.snapshot,
    residents: [],
    machine: { ...studio.snapshot.machine, modelsBytes: 0, freeForModelsBytes: 456.8 * gigabyte },
    status: {
      ...studio.snapshot.status,
      residents: 0,
      sovereignty: { ...studio.snapshot.status.sovereignty, workers: 0, sealedWorkers: 0, checkedAt: null },
    },
  },
};

/** One model whose worker died, one that loads, and one that runs without the seal, experimental and with a plain template. */
export const troubled: Scene = {
  ...studio,
  answers: [...planAnswers({ ...studioRoom, availableBytes: 437.4 * gigabyte, leaving: null }), ...studio.answers],
  snapshot: {
    ...studio.snapshot,
    machine: { ...studio.snapshot.machine, modelsBytes: 19.4 * gigabyte, freeForModelsBytes: 437.4 * gigabyte },
    residents: [
      {
        ...text,
        state: "failed",
        pid: null,
        leases: 0,
        jobs: [],
        tokensPerSecond: null,
        error: {
          code: "worker_died",
          message: "The worker of qwen3.5-397b-a17b:q8_0 was killed (SIGKILL). The next request starts it again.",
        },
      },
      { ...embedding, state: "loading", progress: 0.43, idleSince: null, proof: null },
      {
        ...vision,
        idleSince: null,
        expiresAt: null,
        proof: {
          at: secondsBefore(45),
          holds: false,
          residentBytes: 6.1 * gigabyte,
          weightsBytes: 9.8 * gigabyte,
          how: "footprint of the process",
        },
        quality: "experimental",
        quantization: "Q4_K",
        template: "default",
        context: 4_096,
        seal: { ...vision.seal, enforced: false, mechanism: "none", evidence: ["connect 192.0.2.1:443: ETIMEDOUT"] },
        jobs: [
          {
            id: "c",
            client: "n8n",
            phase: "decode",
            promptTokens: 3_700,
            promptTokensRead: 3_700,
            generatedTokens: 120,
            startedAt: secondsBefore(9),
          },
        ],
        tokensPerSecond: 118.6,
        leases: 1,
      },
    ],
    status: {
      ...studio.snapshot.status,
      sovereignty: {
        ...studio.snapshot.status.sovereignty,
        state: "not-enforced",
        since: secondsBefore(120),
        workers: 2,
        sealedWorkers: 1,
        reason: "Running without the kernel's seal: qwen3-vl-8b:q8_0.",
      },
    },
  },
};

const demo = resident(
  "stories260k:f32",
  "stories260K",
  { total: 0.09, weights: 0.001, kvCache: 0.0003, compute: 0.02 },
  {
    demo: true,
    quantization: "F32",
    template: "default",
    context: 512,
    idleSince: secondsBefore(20),
    proof: null,
    reason: "the demo model: there is no other",
    seal: { ...text.seal, mechanism: "unshare -rn" },
  },
);

/** The first start on a small machine: the demo model alone. */
export const firstStart: Scene = {
  ...studio,
  answers: [
    ...planAnswers({
      availableBytes: 10.4 * gigabyte,
      memoryLimitBytes: 10.5 * gigabyte,
      leaving: null,
      here: machine("this-machine", "This machine", 15.6, 10.5, null, null, null, false),
    }).filter(({ name }) => name !== "planRoles"),
    ...libraryAnswers([], 10.5 * gigabyte),
  ],
  history: [{ at: secondsBefore(40), event: "loaded", reference: demo.reference, reason: "the demo model" }],
  rejected: [],
  snapshot: {
    ...studio.snapshot,
    residents: [demo],
    models: [
      model(demo.reference, {
        displayName: "stories260K",
        parameters: 260_032,
        sizeBytes: 1_185_376,
        bitsPerWeight: 32,
        quantization: "F32",
        architecture: "llama",
        contextLength: 512,
        licence: "mit",
        demo: true,
      }),
    ],
    settings: { ...studio.snapshot.settings, modelsDirs: [], pinned: [] },
    machine: {
      ...studio.snapshot.machine,
      chip: "AMD EPYC 7B13",
      cores: 2,
      totalBytes: 15.6 * gigabyte,
      systemBytes: 3.1 * gigabyte,
      modelsBytes: 0.09 * gigabyte,
      reserveBytes: 2 * gigabyte,
      freeForModelsBytes: 10.4 * gigabyte,
      memoryLimitBytes: 10.5 * gigabyte,
      pressure: null,
      swapUsedBytes: null,
      wiredBytes: null,
      compressedBytes: null,
      bandwidthBytesPerSecond: null,
      gpuLimitBytes: null,
    },
    status: {
      ...studio.snapshot.status,
      residents: 1,
      sovereignty: {
        ...studio.snapshot.status.sovereignty,
        since: secondsBefore(45),
        workers: 1,
        sealedWorkers: 1,
      },
    },
  },
};
