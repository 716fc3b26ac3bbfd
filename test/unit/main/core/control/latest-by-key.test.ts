import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LatestByKey } from "../../../../../src/main/core/control/latest-by-key";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("LatestByKey", () => {
  it("passes the first at once, then the latest once an interval, key by key", () => {
    const passed: string[] = [];
    const latest = new LatestByKey<string>(100, (value) => passed.push(value));
    latest.push("a", "a1");
    latest.push("a", "a2");
    latest.push("b", "b1");
    latest.push("a", "a3");
    expect(passed).toEqual(["a1", "b1"]);
    vi.advanceTimersByTime(100);
    expect(passed).toEqual(["a1", "b1", "a3"]);
    vi.advanceTimersByTime(1_000);
    latest.push("a", "a4");
    expect(passed.at(-1)).toBe("a4");
  });

  it("lets an urgent value pass and never brings back an older one", () => {
    const passed: string[] = [];
    const latest = new LatestByKey<string>(100, (value) => passed.push(value));
    latest.push("a", "old");
    latest.push("a", "older");
    latest.pushNow("a", "urgent");
    vi.advanceTimersByTime(1_000);
    expect(passed).toEqual(["old", "urgent"]);
  });

  it("passes nothing after it was dropped", () => {
    const passed: string[] = [];
    const latest = new LatestByKey<string>(100, (value) => passed.push(value));
    latest.push("a", "1");
    latest.push("a", "2");
    latest.dispose();
    vi.advanceTimersByTime(1_000);
    expect(passed).toEqual(["1"]);
  });
});
