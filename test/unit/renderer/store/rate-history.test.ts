import { describe, expect, it } from "vitest";
import { advanceRates, emptyRates, rateSeconds } from "../../../../src/renderer/store/rate-history";
import { studio } from "../../../support/renderer-preview/scene";

const [first] = studio.snapshot.residents;
const residentAt = (tokensPerSecond: number | null) =>
  first === undefined ? [] : [{ ...first, reference: "text", tokensPerSecond }];

describe("the rate history", () => {
  it("takes one figure a second, nothing generated being zero", () => {
    let history = advanceRates(emptyRates, residentAt(20), 5_000);
    history = advanceRates(history, residentAt(99), 5_900);
    history = advanceRates(history, residentAt(null), 6_000);
    expect(history).toEqual({ second: 6, byReference: { text: [20, 0] } });
  });

  it("leaves seconds open that it did not see", () => {
    const history = advanceRates(advanceRates(emptyRates, residentAt(20), 5_000), residentAt(21), 8_000);
    expect(history.byReference["text"]).toEqual([20, null, null, 21]);
  });

  it("keeps a minute, however long the window slept", () => {
    const history = advanceRates(advanceRates(emptyRates, residentAt(20), 5_000), residentAt(21), 9_000_000);
    expect(history.byReference["text"]).toHaveLength(rateSeconds);
    expect(history.byReference["text"]?.at(-1)).toBe(21);
  });

  it("forgets residents that are gone", () => {
    expect(advanceRates(advanceRates(emptyRates, residentAt(20), 5_000), [], 6_000).byReference).toEqual({});
  });
});
