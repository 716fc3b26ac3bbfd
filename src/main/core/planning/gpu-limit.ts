import type { PlanAdvice } from "../../../shared/shapes/plan";

const mebibyte = 2 ** 20;
/** The limit is raised in steps of a gibibyte. */
const stepMebibytes = 1_024;

export interface GpuLimitQuestion {
  /** What the GPU is to hold, all models together. */
  readonly neededBytes: number;
  /** What it may hold now; null where there is no such limit. */
  readonly gpuLimitBytes: number | null;
  readonly totalBytes: number;
  readonly reserveBytes: number;
}

/**
 * How to let the GPU hold more; null when that is not what lacks. A limit that would leave the system less than its reserve is not
 * advised: wired memory leaves macOS no way out, and a machine without it stands still.
 */
export function gpuLimitAdvice(question: GpuLimitQuestion): PlanAdvice | null {
  const { neededBytes, gpuLimitBytes, totalBytes, reserveBytes } = question;
  if (gpuLimitBytes === null || neededBytes <= gpuLimitBytes) return null;
  const limitMebibytes = Math.ceil(neededBytes / mebibyte / stepMebibytes) * stepMebibytes;
  if (limitMebibytes * mebibyte > totalBytes - reserveBytes) return null;
  return {
    kind: "gpuLimit",
    text:
      `Let the GPU hold ${limitMebibytes / 1_024} GB: the machine has them, macOS lets the GPU have ` +
      `${Math.floor(gpuLimitBytes / mebibyte / 1_024)} GB. The command asks for your password and holds until the next start of the machine.`,
    command: `sudo sysctl iogpu.wired_limit_mb=${limitMebibytes}`,
  };
}
