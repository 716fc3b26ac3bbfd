import { describe, expect, it } from "vitest";
import { TokenRate } from "../../../../../src/main/core/residency/token-rate";

describe("TokenRate", () => {
  it("counts the tokens of the last second", () => {
    const rate = new TokenRate();
    expect(rate.perSecond(0)).toBeNull();
    rate.add(3, 100);
    rate.add(4, 600);
    expect(rate.perSecond(1_000)).toBe(7);
    expect(rate.perSecond(1_100)).toBe(4);
    expect(rate.perSecond(1_600)).toBeNull();
  });
});
