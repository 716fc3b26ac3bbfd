import type { MachineMemory } from "../../telemetry/memory-facts";
import type { MeasuredLoad } from "../model-loader";
import type { MeasuredBefore } from "./measured-before";
import { estimateMemory, type EstimateLoad } from "./memory-estimate";

export interface MachineEstimateOptions {
  readonly measured: MeasuredBefore;
  readonly gpu: boolean;
  /** Read at each estimate, since the user may change it. */
  readonly prefixMemoryBytes: () => number;
}

/** Estimates as they hold on this machine: with its GPU, its settings, and what was measured on it before. */
export function machineEstimate({ measured, gpu, prefixMemoryBytes }: MachineEstimateOptions): EstimateLoad {
  return (dimensions, context, slots, { cacheType = "F16" } = {}) => {
    const { architecture = "unknown" } = dimensions;
    const correction = measured.correctionOf({ architecture, cacheType, gpu });
    return estimateMemory(dimensions, context, slots, {
      cacheType,
      gpu,
      correction,
      prefixMemoryBytes: prefixMemoryBytes(),
    });
  };
}

/** Remembers what a worker that has just loaded tells. `memory` is the machine's without what workers reported before. */
export function rememberLoads(measured: MeasuredBefore, gpu: boolean, memory: MachineMemory) {
  return async ({ plan, model, loaded, measuredBytes }: MeasuredLoad): Promise<void> => {
    const { cacheType } = plan;
    if (measuredBytes !== null) {
      measured.addLoad({ architecture: model.architecture, cacheType, gpu }, plan.estimate, measuredBytes);
    }
    const { gpuLimitBytes: bytes } = loaded;
    const assumedBytes = bytes === null ? null : (await memory()).gpuLimitBytes;
    if (bytes !== null && assumedBytes !== null) measured.reportGpuLimit({ bytes, assumedBytes });
  };
}
