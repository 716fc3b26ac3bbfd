import type { Resident } from "../../src/shared/shapes/resident";

/** A ready resident as the core would report it; tests say only what matters to them. */
export function residentOf(rest: Partial<Resident> = {}): Resident {
  return {
    reference: "story:f32",
    displayName: "story",
    digest: null,
    state: "ready",
    pinned: false,
    pid: 4711,
    quality: "full",
    quantization: "F32",
    demo: false,
    memory: { predictedBytes: 100, measuredBytes: null, weightsBytes: 60, kvCacheBytes: 30, computeBytes: 10 },
    context: 512,
    slots: 2,
    leases: 0,
    seal: { enforced: true, mechanism: "unshare -n", checkedAt: "2026-11-20T12:00:00.000Z", evidence: [] },
    template: "model",
    progress: null,
    idleSince: null,
    expiresAt: null,
    proof: null,
    reason: null,
    loadedAt: "2026-11-20T12:00:00.000Z",
    tokensPerSecond: null,
    jobs: [],
    error: null,
    ...rest,
  };
}
