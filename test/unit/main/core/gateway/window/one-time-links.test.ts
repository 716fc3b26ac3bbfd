import { describe, expect, it } from "vitest";
import { OneTimeLinks } from "../../../../../../src/main/core/gateway/window/one-time-links";

describe("OneTimeLinks", () => {
  it("are redeemed once", () => {
    const links = new OneTimeLinks();
    const [first, second] = [links.create(), links.create()];
    expect(first).not.toBe(second);
    expect(first.length).toBeGreaterThanOrEqual(22);
    expect(links.redeem(first)).toBe(true);
    expect(links.redeem(first)).toBe(false);
    expect(links.redeem(second)).toBe(true);
    expect(links.redeem("guess")).toBe(false);
  });

  it("expire after ten minutes", () => {
    let now = 0;
    const links = new OneTimeLinks(() => now);
    const [early, late] = [links.create(), links.create()];
    now = 10 * 60_000 - 1;
    expect(links.redeem(early)).toBe(true);
    now += 1;
    expect(links.redeem(late)).toBe(false);
  });

  it("are bounded in number: the oldest give way", () => {
    const links = new OneTimeLinks();
    const codes = Array.from({ length: 40 }, () => links.create());
    expect(codes.filter((code) => links.redeem(code))).toEqual(codes.slice(-32));
  });
});
