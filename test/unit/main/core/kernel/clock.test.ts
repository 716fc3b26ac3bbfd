import { describe, expect, it } from "vitest";
import { systemClock } from "../../../../../src/main/core/kernel/clock";

describe("systemClock", () => {
  it("sleeps, and calls later and again", async () => {
    await systemClock.sleep(0);
    await new Promise<void>((resolve) => {
      const keepAlive = setTimeout(() => undefined, 10_000);
      systemClock.after(0, () => {
        clearTimeout(keepAlive);
        resolve();
      });
    });
    let turns = 0;
    await new Promise<void>((resolve) => {
      const stop = systemClock.every(1, () => {
        turns += 1;
        if (turns < 2) return;
        stop();
        resolve();
      });
    });
    expect(turns).toBe(2);
    expect(systemClock.now()).toBeGreaterThan(Date.parse("2026-01-01"));
  });

  it("wakes with the signal's reason", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const sleep = systemClock.sleep(1_000_000, controller.signal);
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    await expect(systemClock.sleep(1_000_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
