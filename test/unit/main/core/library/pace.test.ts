import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pace } from "../../../../../src/main/core/library/pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Pace", () => {
  it("does the first at once, then one an interval, and never loses the last", () => {
    let done = 0;
    const pace = new Pace(
      () => (done += 1),
      () => 500,
    );
    for (let wish = 0; wish < 10; wish++) pace.wish();
    expect(done).toBe(1);
    vi.advanceTimersByTime(500);
    expect(done).toBe(2);
    vi.advanceTimersByTime(5_000);
    expect(done).toBe(2);
    pace.wish();
    expect(done).toBe(3);
  });

  it("does at once what is left when it is flushed, and nothing after its end", () => {
    let done = 0;
    const pace = new Pace(
      () => (done += 1),
      () => 500,
    );
    pace.wish();
    pace.wish();
    pace.flush();
    expect(done).toBe(2);
    pace.wish();
    pace.dispose();
    vi.advanceTimersByTime(5_000);
    expect(done).toBe(2);
  });
});
