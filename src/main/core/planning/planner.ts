import { TresorError } from "../../../shared/errors";
import type { Machine } from "../../../shared/shapes/machine";
import type { Model } from "../../../shared/shapes/model";
import type { CacheType, Plan } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { ModelDimensions } from "../library/library-port";
import type { ContextChoice } from "../residency/context-choice";
import type { MemoryEstimate } from "../residency/memory/memory-estimate";
import { chargeOf } from "../telemetry/memory-balance";
import { waysOut } from "./advice";
import { efficiencyFor, type SpeedSample } from "./efficiency";
import { bytesPerToken, costAtHalfContext, expectedSpeed } from "./speed";
import { mustLeave, type Sums, type SumsFor } from "./sums";

/** What is known of this machine's speed. */
export interface MachineSpeed {
  /** Null where it is not known. */
  readonly bandwidthBytesPerSecond: number | null;
  readonly samples: readonly SpeedSample[];
}

export interface PlanQuestion {
  readonly model: Model;
  readonly dimensions: ModelDimensions;
  readonly cacheType: CacheType;
  /** What to try, best first; never empty. */
  readonly choices: readonly ContextChoice[];
  readonly machine: Machine;
  readonly residents: readonly Resident[];
  readonly speed: MachineSpeed;
  readonly sumsFor: SumsFor;
}

/** What a load would take, when the model itself is not resident: one that is counts as gone, since it would be loaded anew. */
export function planLoadOf(question: PlanQuestion): Plan {
  const own = question.residents.filter(({ reference }) => reference === question.model.reference);
  const freed = own.reduce((sum, resident) => sum + chargeOf(resident), 0);
  const machine = {
    ...question.machine,
    modelsBytes: Math.max(0, question.machine.modelsBytes - freed),
    freeForModelsBytes: question.machine.freeForModelsBytes + freed,
  };
  const others = question.residents.filter((resident) => !own.includes(resident));
  return planInto({ ...question, machine, residents: others });
}

/** The first choice that fits; when none does, the last and smallest, with what would help. */
export function planInto(question: PlanQuestion): Plan {
  const { model, dimensions, cacheType, choices, machine, residents, speed, sumsFor } = question;
  const free = machine.freeForModelsBytes;
  const sums = sumsFor(dimensions, cacheType);
  const { choice, estimate } = chooseFitting(sums, choices, free);
  const missingBytes = Math.max(0, estimate.totalBytes - free);
  const leaving = mustLeave(residents, missingBytes, Date.parse(machine.at));
  const { weightsBytes, kvCacheBytes, computeBytes, overheadBytes, totalBytes } = estimate;
  return {
    reference: model.reference,
    displayName: model.displayName,
    digest: model.digest,
    quality: model.quality,
    fits: missingBytes === 0,
    ...choice,
    cacheType,
    lines: [
      { what: "weights", bytes: weightsBytes },
      { what: "kvCache", bytes: kvCacheBytes },
      { what: "compute", bytes: computeBytes },
      { what: "overhead", bytes: overheadBytes },
    ],
    totalBytes,
    memory: { predictedBytes: totalBytes, measuredBytes: null, weightsBytes, kvCacheBytes, computeBytes },
    availableBytes: free,
    memoryLimitBytes: machine.memoryLimitBytes,
    missingBytes,
    mustLeave: [...leaving],
    largestContext: sums.largestContext(choice.slots, free),
    tokensPerSecond: speedOf(model, dimensions, estimate, choice.slots, speed),
    advice: missingBytes === 0 ? [] : [...waysOut({ ...question, choice, estimate, leaving })],
    corrected: estimate.corrected,
  };
}

function chooseFitting(
  sums: Sums,
  choices: readonly ContextChoice[],
  freeBytes: number,
): { readonly choice: ContextChoice; readonly estimate: MemoryEstimate } {
  const plans = choices.map((choice) => ({ choice, estimate: sums.estimate(choice) }));
  const chosen = plans.find(({ estimate }) => estimate.totalBytes <= freeBytes) ?? plans.at(-1);
  if (chosen === undefined) throw new TresorError("internal", "A load was planned without a choice of context.");
  return chosen;
}

/** Only models that write are asked for a speed. */
function speedOf(
  model: Model,
  dimensions: ModelDimensions,
  estimate: MemoryEstimate,
  slots: number,
  { bandwidthBytesPerSecond, samples }: MachineSpeed,
): Plan["tokensPerSecond"] {
  if (bandwidthBytesPerSecond === null || !model.capabilities.includes("completion")) return null;
  const bytes = bytesPerToken(costAtHalfContext(dimensions.activeWeightsBytes, estimate.kvCacheBytes, slots));
  return expectedSpeed(bandwidthBytesPerSecond, bytes, efficiencyFor(samples, bytes));
}
