import { describe, expect, it } from "vitest";
import type { PlacedResident, PressureLevel } from "../../../../../../src/main/core/residency/placement/snapshot";
import {
  afterLoad,
  nextPressure,
  noPressure,
  relief,
} from "../../../../../../src/main/core/residency/pressure/pressure";

const gigabyte = 1e9;

/** `level swapGigabytes`, one a second unless a pause of so many seconds stands before. */
function levels(...readings: readonly (readonly [seconds: number, level: PressureLevel, swapGigabytes: number])[]) {
  let state = noPressure;
  return readings.map(([seconds, level, swap]) => {
    state = nextPressure(state, { at: seconds * 1_000, level, swapUsedBytes: swap * gigabyte });
    return state.level;
  });
}

describe("the level", () => {
  it("rises at once and falls after half a minute of calm", () => {
    expect(
      levels(
        [0, "normal", 0],
        [1, "critical", 0],
        [2, "normal", 0],
        [31, "warn", 0],
        [33, "normal", 0],
        [34, "critical", 0],
        [35, "normal", 0],
        [66, "warn", 0],
      ),
    ).toEqual(["normal", "critical", "critical", "critical", "normal", "critical", "critical", "warn"]);
  });

  it("counts swap that grew by more than 1 GB since a load, until it has settled", () => {
    expect(
      levels(
        [0, "normal", 3],
        [1, "normal", 3.9],
        [2, "normal", 4.1],
        [40, "normal", 4.1],
        [310, "normal", 4.1],
        [345, "normal", 4.1],
      ),
    ).toEqual(["normal", "normal", "warn", "warn", "warn", "normal"]);
  });

  it("counts it anew after a load, and from lower when it shrinks", () => {
    let state = nextPressure(noPressure, { at: 0, level: "normal", swapUsedBytes: 5 * gigabyte });
    state = nextPressure(state, { at: 1, level: "normal", swapUsedBytes: 2 * gigabyte });
    expect(nextPressure(state, { at: 2, level: "normal", swapUsedBytes: 5.5 * gigabyte }).level).toBe("warn");
    state = afterLoad(nextPressure(state, { at: 2, level: "normal", swapUsedBytes: 2.9 * gigabyte }));
    state = nextPressure(state, { at: 3, level: "normal", swapUsedBytes: 2.9 * gigabyte });
    expect(nextPressure(state, { at: 4, level: "normal", swapUsedBytes: 3.5 * gigabyte }).level).toBe("normal");
  });

  it("is normal where the system does not tell", () => {
    expect(nextPressure(noPressure, { at: 0, level: null, swapUsedBytes: null }).level).toBe("normal");
  });
});

describe("relief", () => {
  const resident = (reference: string, rest: Partial<PlacedResident> = {}): PlacedResident => ({
    reference,
    phase: "ready",
    bytes: 40 * gigabyte,
    pinned: false,
    uses: 0,
    readyAt: 0,
    idleSince: 0,
    expiresAt: null,
    loadMilliseconds: 1_000,
    ...rest,
  });
  const at = (level: PressureLevel) => ({ ...noPressure, level });
  const fresh = { spilled: false, asked: false };
  const spilled = { spilled: true, asked: false };

  it("drops at warn what is only kept for speed, once, and sends nobody away", () => {
    expect(relief(at("normal"), [resident("red")], fresh, 0)).toEqual({ type: "none" });
    expect(relief(at("warn"), [], fresh, 0)).toEqual({ type: "none" });
    expect(relief(at("warn"), [resident("red")], fresh, 0)).toEqual({ type: "spill" });
    expect(relief(at("warn"), [resident("red")], spilled, 0)).toEqual({ type: "none" });
  });

  it("sends away at critical, the least valuable first, never a pinned one nor one in use", () => {
    const residents = [
      resident("pinned", { pinned: true, bytes: 400 * gigabyte }),
      resident("busy", { uses: 1, idleSince: null }),
      resident("fresh", { idleSince: 9_000 }),
      resident("old", { idleSince: 1_000 }),
    ];
    expect(relief(at("critical"), residents, spilled, 10_000)).toEqual({
      type: "leave",
      reference: "old",
      reason: "the system was short of memory: 40.0 GB given back",
    });
    expect(relief(at("critical"), residents.slice(0, 2), spilled, 10_000)).toEqual({ type: "none" });
  });

  it("asks the user once when only pinned ones are left, and says which", () => {
    const residents = [resident("red", { pinned: true }), resident("blue", { pinned: true, bytes: gigabyte })];
    expect(relief(at("critical"), residents, spilled, 0)).toEqual({
      type: "ask",
      message:
        "The system is short of memory, and only pinned models are left: red (40.0 GB), blue (1.00 GB). " +
        "Unpin or unload one of them, or close other programs.",
    });
    expect(relief(at("critical"), residents, { spilled: true, asked: true }, 0)).toEqual({ type: "none" });
    expect(relief(at("critical"), [...residents, resident("left", { phase: "leaving" })], spilled, 0)).toEqual({
      type: "none",
    });
  });
});
