import { describe, expect, it } from "vitest";
import { ImportProgress } from "../../../../../src/main/core/library-changes/import-progress";

describe("ImportProgress", () => {
  it("adds up all readings, with speed and time left", () => {
    let now = 0;
    const progress = new ImportProgress(1_000, () => now);
    progress.begin();
    now = 1_000;
    const first = progress.reached(500) ?? 0;
    expect(progress.item(first)).toEqual({
      ...{ event: "progress", bytes: 500, totalBytes: 1_000, bytesPerSecond: 500, etaSeconds: 1 },
    });
    progress.begin();
    now = 3_000;
    const second = progress.reached(500) ?? 0;
    expect(progress.item(second)).toEqual({
      ...{ event: "progress", bytes: 1_500, totalBytes: 2_000, bytesPerSecond: 500, etaSeconds: 1 },
    });
  });

  it("has news five times a second at most", () => {
    let now = 0;
    const progress = new ImportProgress(1_000, () => now);
    progress.begin();
    const told = Array.from({ length: 1_000 }, (_, index) => {
      now = index;
      return progress.reached(index);
    });
    expect(told.filter((bytes) => bytes !== null)).toEqual([0, 200, 400, 600, 800]);
  });
});
