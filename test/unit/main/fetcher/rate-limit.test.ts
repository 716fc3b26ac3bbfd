import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { RateLimit } from "../../../../src/main/fetcher/rate-limit";

const { signal } = new AbortController();

/** A limit of 1,000 bytes a second on a clock that stands still. */
function limited() {
  const clock = { milliseconds: 0 };
  const limit = new RateLimit(1_000, () => clock.milliseconds);
  const taken: number[] = [];
  const take = (bytes: number) => limit.take(bytes, signal).then(() => taken.push(bytes));
  return { clock, limit, taken, take };
}

describe("RateLimit", () => {
  it("lets nobody wait when there is none", async () => {
    await new RateLimit(null, () => 0).take(1e12, signal);
  });

  it("makes all takers wait until time has paid for what they took", async () => {
    const { clock, taken, take } = limited();
    await take(100);
    const waiting = [take(1_000), take(2_000)];
    clock.milliseconds = 2_900;
    await wait(150);
    expect(taken).toEqual([100]);
    clock.milliseconds = 3_000;
    await Promise.all(waiting);
    expect(taken).toHaveLength(3);
  });

  it("holds a new limit against those who wait already", async () => {
    const { limit, taken, take } = limited();
    const waiting = take(1e9);
    await wait(0);
    expect(taken).toEqual([]);
    limit.change(null);
    await waiting;
    limit.change(1);
    // What was taken without a limit is no debt.
    await take(0);
  });

  it("ends waiting when the job does", async () => {
    const { limit } = limited();
    await expect(limit.take(1e9, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });
});
