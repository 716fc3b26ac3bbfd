import { describe, expect, it } from "vitest";
import { nextRate, secondsLeft, type TransferRate } from "../../../../../src/main/core/downloads/transfer-rate";

/** Looks every 200 ms at a transfer of so many bytes a second. */
function transferring(bytesPerSecond: number, seconds: number, from: TransferRate | null): TransferRate {
  let rate = from ?? nextRate(null, 0, 0);
  for (let look = 0; look < seconds * 5; look++) {
    rate = nextRate(rate, rate.at + 200, rate.receivedBytes + bytesPerSecond / 5);
  }
  return rate;
}

describe("the speed of a download", () => {
  it("is known from the second look on", () => {
    const first = nextRate(null, 0, 5_000_000);
    expect(first.bytesPerSecond).toBeNull();
    expect(nextRate(first, 1_000, 5_001_000).bytesPerSecond).toBe(1_000);
  });

  it("follows a change within some five seconds, and a gust hardly", () => {
    const steady = transferring(1_000, 20, null);
    expect(steady.bytesPerSecond).toBeCloseTo(1_000);
    const gust = nextRate(steady, steady.at + 200, steady.receivedBytes + 2_000);
    expect(gust.bytesPerSecond).toBeLessThan(1_500);
    const slower = transferring(100, 5, steady);
    expect(slower.bytesPerSecond).toBeLessThan(450);
    expect(transferring(0, 60, steady).bytesPerSecond).toBeLessThan(1);
  });

  it("starts anew with a process that starts anew, and passes over looks that are too close", () => {
    const steady = transferring(1_000, 5, null);
    expect(nextRate(steady, steady.at + 200, 0).bytesPerSecond).toBeNull();
    expect(nextRate(steady, steady.at + 50, steady.receivedBytes + 9_999)).toBe(steady);
  });

  it("gives the time left, where it can be known", () => {
    expect(secondsLeft(400, 1_000, 100)).toBe(6);
    expect(secondsLeft(1_000, 1_000, 100)).toBe(0);
    expect([secondsLeft(0, null, 100), secondsLeft(0, 10, null), secondsLeft(0, 10, 0)]).toEqual([null, null, null]);
  });
});
