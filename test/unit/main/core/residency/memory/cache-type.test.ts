import { describe, expect, it } from "vitest";
import { chooseCacheType } from "../../../../../../src/main/core/residency/memory/cache-type";
import { fakeDimensions } from "../../../../../fakes/library";

const whole = { ...fakeDimensions, keyLength: 64, valueLength: 64 };
const cut = { ...fakeDimensions, keyLength: 80, valueLength: 80 };

describe("chooseCacheType", () => {
  it("follows the load, else the setting", () => {
    expect(chooseCacheType({ wish: "Q8_0", preferred: "F16", dimensions: whole })).toBe("Q8_0");
    expect(chooseCacheType({ wish: undefined, preferred: "Q8_0", dimensions: whole })).toBe("Q8_0");
    expect(chooseCacheType({ wish: "F16", preferred: "Q8_0", dimensions: whole })).toBe("F16");
  });

  it("keeps heads that Q8_0 cannot store as F16, and says so to whoever asked for it", () => {
    expect(chooseCacheType({ wish: undefined, preferred: "Q8_0", dimensions: cut })).toBe("F16");
    expect(() => chooseCacheType({ wish: "Q8_0", preferred: "F16", dimensions: cut })).toThrow(/heads have 80 numbers/);
  });

  it("looks at the lengths of windowed layers too, and not at values that are not kept", () => {
    const slidingWindow = { tokens: 128, layers: [true], keyLength: 80, valueLength: 64 };
    expect(chooseCacheType({ wish: undefined, preferred: "Q8_0", dimensions: { ...whole, slidingWindow } })).toBe(
      "F16",
    );
    const latent = { ...whole, keyLength: 576, valueLength: 0 };
    expect(chooseCacheType({ wish: "Q8_0", preferred: "F16", dimensions: latent })).toBe("Q8_0");
  });
});
