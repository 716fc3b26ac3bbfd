import { describe, expect, it } from "vitest";
import { gpuLimitAdvice } from "../../../../../src/main/core/planning/gpu-limit";

const gibibyte = 2 ** 30;
const machine = { totalBytes: 512 * gibibyte, reserveBytes: 25.6 * gibibyte, gpuLimitBytes: 384 * gibibyte };

describe("raising the GPU's limit", () => {
  it("is advised with the exact command, in whole gibibytes", () => {
    const advice = gpuLimitAdvice({ ...machine, neededBytes: 400.2 * gibibyte });
    expect(advice).toMatchObject({ kind: "gpuLimit", command: "sudo sysctl iogpu.wired_limit_mb=410624" });
    expect(410_624 / 1_024).toBe(401);
    expect(advice?.text).toMatch(/401 GB.*384 GB.*next start/);
  });

  it("is not advised where the limit is not what lacks", () => {
    expect(gpuLimitAdvice({ ...machine, neededBytes: 384 * gibibyte })).toBeNull();
    expect(gpuLimitAdvice({ ...machine, gpuLimitBytes: null, neededBytes: 400 * gibibyte })).toBeNull();
  });

  it("is never advised into the system's reserve", () => {
    expect(gpuLimitAdvice({ ...machine, neededBytes: 486 * gibibyte })?.command).toMatch(/=497664$/);
    expect(gpuLimitAdvice({ ...machine, neededBytes: 486.2 * gibibyte })).toBeNull();
  });
});
