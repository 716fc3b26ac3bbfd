import { describe, expect, it } from "vitest";
import { machineMemoryOf } from "../../../../../src/main/core/telemetry/machine-source";

describe("machineMemoryOf", () => {
  it("reads this machine", async () => {
    const { totalBytes, usedBytes } = await machineMemoryOf(process.platform)();
    expect(totalBytes).toBeGreaterThan(0);
    expect(usedBytes).toBeGreaterThan(0);
    expect(usedBytes).toBeLessThanOrEqual(totalBytes);
  });

  it("gives the coarse figures where there is nothing better", async () => {
    const facts = await machineMemoryOf("freebsd")();
    expect(facts.totalBytes).toBeGreaterThan(0);
    expect(facts).toMatchObject({ pressure: null, swapUsedBytes: null, gpuLimitBytes: null });
  });
});
