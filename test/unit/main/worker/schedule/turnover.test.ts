import { describe, expect, it } from "vitest";
import { Turnover } from "../../../../../src/main/worker/schedule/turnover";

describe("the turnover of slots", () => {
  it("is not known before two answers have ended one after the other", () => {
    const turnover = new Turnover();
    expect(turnover.nextEndSeconds(0)).toBeNull();
    turnover.ended(1_000, true);
    expect(turnover.nextEndSeconds(1_000)).toBeNull();
    turnover.ended(9_000, true);
    expect(turnover.nextEndSeconds(9_000)).toBe(8);
  });

  it("tells what is left of the usual time, one second at least", () => {
    const turnover = new Turnover();
    for (const at of [0, 10_000, 20_000]) turnover.ended(at, true);
    expect(turnover.nextEndSeconds(24_000)).toBe(6);
    expect(turnover.nextEndSeconds(90_000)).toBe(1);
  });

  it("does not count the time in which nobody waited, and follows what is newer", () => {
    const turnover = new Turnover();
    turnover.ended(0, true);
    turnover.ended(10_000, false);
    turnover.ended(500_000, true);
    expect(turnover.nextEndSeconds(500_000)).toBe(10);
    turnover.ended(530_000, true);
    expect(turnover.nextEndSeconds(530_000)).toBe(16);
  });
});
