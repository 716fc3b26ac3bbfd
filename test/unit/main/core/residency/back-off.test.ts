import { describe, expect, it } from "vitest";
import { noFailures, recordFailure, retryDelay } from "../../../../../src/main/core/residency/back-off";

describe("back-off", () => {
  it("waits longer after each failure in a row, up to half a minute", () => {
    const delays = [];
    let record = noFailures;
    for (let failure = 0; failure < 9; failure++) {
      record = recordFailure(record, 1_000, null);
      delays.push(retryDelay(record, 1_000));
    }
    expect(delays).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("counts from the failure on", () => {
    const record = { consecutive: 4, lastAt: 10_000 };
    expect(retryDelay(record, 11_500)).toBe(2_500);
    expect(retryDelay(record, 60_000)).toBe(0);
    expect(retryDelay(noFailures, 60_000)).toBe(0);
  });

  it("begins anew after a minute in health, and not before", () => {
    const record = { consecutive: 5, lastAt: 0 };
    expect(recordFailure(record, 70_000, 10_000)).toEqual({ consecutive: 1, lastAt: 70_000 });
    expect(recordFailure(record, 69_999, 10_000)).toEqual({ consecutive: 6, lastAt: 69_999 });
  });
});
