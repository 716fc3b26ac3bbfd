import type { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Job, ResidencyProof, Resident, ResidentMemory, Seal } from "../../../shared/shapes/resident";
import type { Engine, LoadedModel } from "../engine/engine";
import type { LoadPlan } from "./budget";
import type { ResidentPhase } from "./resident-state";

/** What is known of its process; all of it goes with the process. Times in milliseconds since 1970. */
export interface ProcessFacts {
  readonly plan: LoadPlan | null;
  readonly engine: Engine | null;
  readonly loaded: LoadedModel | null;
  readonly measuredBytes: number | null;
  readonly progress: number | null;
  readonly admittedAt: number | null;
  readonly readyAt: number | null;
  readonly proof: ResidencyProof | null;
}

export const noProcess: ProcessFacts = {
  plan: null,
  engine: null,
  loaded: null,
  measuredBytes: null,
  progress: null,
  admittedAt: null,
  readyAt: null,
  proof: null,
};

export interface ResidentFacts extends ProcessFacts {
  readonly phase: ResidentPhase;
  readonly model: Model;
  readonly pinned: boolean;
  readonly reason: string | null;
  readonly idleSince: number | null;
  readonly expiresAt: number | null;
  readonly tokensPerSecond: number | null;
  readonly leases: number;
  /** Of its leases and of those who wait. */
  readonly jobs: Job[];
  readonly error: TresorError | null;
}

const noSeal: Seal = { enforced: false, mechanism: "none", checkedAt: null, evidence: [] };

/** A resident as the contract shows it. One that is gone shows the last state it had. */
export function describeResident(facts: ResidentFacts): Resident {
  const { phase, model, plan, engine, loaded, jobs } = facts;
  return {
    reference: model.reference,
    displayName: model.displayName,
    digest: model.digest,
    state: phase === "gone" ? "unloading" : phase,
    pinned: facts.pinned,
    pid: phase === "gone" ? null : (engine?.pid ?? null),
    quality: model.quality,
    quantization: model.quantization,
    demo: model.demo,
    memory: memoryOf(facts),
    context: loaded?.context ?? plan?.context ?? 0,
    slots: loaded?.slots ?? plan?.slots ?? 0,
    leases: facts.leases,
    seal: engine?.seal ?? noSeal,
    template: loaded?.template ?? "model",
    progress: phase === "starting" || phase === "loading" ? facts.progress : null,
    idleSince: phase === "ready" ? timestamp(facts.idleSince) : null,
    expiresAt: timestamp(facts.expiresAt),
    proof: facts.proof,
    reason: facts.reason,
    loadedAt: timestamp(facts.readyAt),
    tokensPerSecond: facts.tokensPerSecond,
    jobs,
    error: facts.error?.toWire() ?? null,
  };
}

/** The parts as the engine reports them once it has loaded, as planned before. */
function memoryOf({ plan, loaded, measuredBytes }: ResidentFacts): ResidentMemory {
  const { weightsBytes, kvCacheBytes, computeBytes } = loaded?.memory ?? plan?.estimate ?? nothing;
  return {
    predictedBytes: plan?.estimate.totalBytes ?? 0,
    measuredBytes,
    weightsBytes,
    kvCacheBytes,
    computeBytes,
    growthBytes: plan?.estimate.growthBytes ?? 0,
  };
}

const nothing = { weightsBytes: 0, kvCacheBytes: 0, computeBytes: 0 };

const timestamp = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();
