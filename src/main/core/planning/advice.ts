import type { Machine } from "../../../shared/shapes/machine";
import type { Model } from "../../../shared/shapes/model";
import type { CacheType, PlanAdvice } from "../../../shared/shapes/plan";
import type { Resident } from "../../../shared/shapes/resident";
import type { ModelDimensions } from "../library/library-port";
import type { ContextChoice } from "../residency/context-choice";
import type { MemoryEstimate } from "../residency/memory/memory-estimate";
import { memoryWords } from "../residency/memory-words";
import { chargeOf } from "../telemetry/memory-balance";
import { gpuLimitAdvice } from "./gpu-limit";
import type { SumsFor } from "./sums";

export interface Shortage {
  readonly model: Pick<Model, "reference">;
  readonly dimensions: ModelDimensions;
  readonly cacheType: CacheType;
  readonly choice: ContextChoice;
  readonly estimate: MemoryEstimate;
  readonly machine: Machine;
  readonly residents: readonly Resident[];
  /** Who would have to leave; empty when that would not be enough. */
  readonly leaving: readonly string[];
  readonly sumsFor: SumsFor;
}

/** What would make a load possible that does not fit; never empty. What costs the user least comes first. */
export function waysOut(shortage: Shortage): readonly PlanAdvice[] {
  const ways = [
    lessPrecise(shortage),
    fewerSlots(shortage),
    shorterContext(shortage),
    unloadOthers(shortage),
    moreForTheGpu(shortage),
  ].filter((way) => way !== null);
  return ways.length > 0 ? ways : [smallerModel(shortage)];
}

function lessPrecise({ model, dimensions, cacheType, choice, machine, sumsFor }: Shortage): PlanAdvice | null {
  if (cacheType === "Q8_0") return null;
  const { totalBytes } = sumsFor(dimensions, "Q8_0").estimate(choice);
  if (totalBytes > machine.freeForModelsBytes) return null;
  return {
    kind: "cacheType",
    text: "Keep keys and values as Q8_0: half the memory for them, and almost the same answers.",
    command: loadCommand(model.reference, choice, "Q8_0"),
  };
}

function fewerSlots({ model, dimensions, cacheType, choice, machine, sumsFor }: Shortage): PlanAdvice | null {
  const sums = sumsFor(dimensions, cacheType);
  for (let slots = choice.slots - 1; slots >= 1; slots -= 1) {
    if (sums.estimate({ ...choice, slots }).totalBytes > machine.freeForModelsBytes) continue;
    return {
      kind: "slots",
      text: `Take ${slots === 1 ? "one slot" : `${slots} slots`}: so many conversations at a time fit.`,
      command: loadCommand(model.reference, { ...choice, slots }, cacheType),
    };
  }
  return null;
}

function shorterContext({ model, dimensions, cacheType, choice, machine, sumsFor }: Shortage): PlanAdvice | null {
  const context = sumsFor(dimensions, cacheType).largestContext(choice.slots, machine.freeForModelsBytes);
  if (context === null || context >= choice.context) return null;
  return {
    kind: "context",
    text: `Use a context of at most ${context} tokens.`,
    command: loadCommand(model.reference, { ...choice, context }, cacheType),
  };
}

function unloadOthers({ residents, leaving }: Shortage): PlanAdvice | null {
  if (leaving.length === 0) return null;
  const named = leaving.map((reference) => {
    const resident = residents.find((candidate) => candidate.reference === reference);
    return resident === undefined ? reference : `${reference} (${memoryWords(chargeOf(resident))})`;
  });
  return {
    kind: "unload",
    text: `Unload ${named.join(" and ")}.`,
    command: leaving.map((reference) => `tresor unload ${reference}`).join(" && "),
  };
}

/** Helps only where the GPU's limit is what lacks: neither the system's own need nor a limit that the user set. */
function moreForTheGpu({ estimate, machine }: Shortage): PlanAdvice | null {
  const { gpuLimitBytes, memoryLimitBytes, totalBytes, reserveBytes, systemBytes, modelsBytes } = machine;
  const neededBytes = modelsBytes + estimate.totalBytes;
  if (gpuLimitBytes === null || memoryLimitBytes < Math.min(gpuLimitBytes, totalBytes - reserveBytes)) return null;
  if (neededBytes > totalBytes - reserveBytes - systemBytes) return null;
  return gpuLimitAdvice({ neededBytes, gpuLimitBytes, totalBytes, reserveBytes });
}

function smallerModel({ estimate, machine }: Shortage): PlanAdvice {
  const text =
    `It needs ${memoryWords(estimate.totalBytes)}, ${memoryWords(machine.freeForModelsBytes)} are free of the ` +
    `${memoryWords(machine.memoryLimitBytes)} that models may take: take a smaller model, or end other programs.`;
  return { kind: "smallerModel", text, command: null };
}

function loadCommand(reference: string, { context, slots }: ContextChoice, cacheType: CacheType): string {
  return `tresor load ${reference} --context ${context} --slots ${slots}${cacheType === "F16" ? "" : ` --kv-type ${cacheType}`}`;
}
