import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SecondLook } from "../../../../../src/main/core/library/second-look";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("looks again after half a minute, then ever more rarely, and at once as often when all is well again", () => {
  let looks = 0;
  const second = new SecondLook(() => (looks += 1));
  const after = (hasTimedOut: boolean, milliseconds: number) => {
    second.judge(hasTimedOut);
    vi.advanceTimersByTime(milliseconds);
    return looks;
  };
  expect(after(true, 29_999)).toBe(0);
  expect(after(true, 30_000)).toBe(0);
  expect(after(true, 120_000)).toBe(1);
  expect(after(false, 10 * 3_600_000)).toBe(1);
  expect(after(true, 30_000)).toBe(2);
  second.judge(true);
  second.dispose();
  vi.advanceTimersByTime(3_600_000);
  expect(looks).toBe(2);
});
