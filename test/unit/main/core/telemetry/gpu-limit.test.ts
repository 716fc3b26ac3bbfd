import { describe, expect, it } from "vitest";
import { gpuLimitOf } from "../../../../../src/main/core/telemetry/gpu-limit";

describe("gpuLimitOf", () => {
  it("believes the worker that asked the GPU, until the system's own setting changes", () => {
    const reported = { bytes: 107, assumedBytes: 96 };
    expect(gpuLimitOf(96, reported)).toBe(107);
    expect(gpuLimitOf(120, reported)).toBe(120);
    expect(gpuLimitOf(96, null)).toBe(96);
    expect(gpuLimitOf(null, reported)).toBeNull();
  });
});
