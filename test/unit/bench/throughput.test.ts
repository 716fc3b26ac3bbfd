import { describe, expect, it } from "vitest";
import { promptOf } from "../../../bench/prompt";
import { aggregateTokensPerSecond, firstTokenMilliseconds, gapsBetween } from "../../../bench/throughput";

const every = (milliseconds: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index * milliseconds);
const record = (arrivals: readonly number[], completionTokens = arrivals.length) => ({
  sentAt: -5,
  arrivals,
  promptTokens: 1,
  completionTokens,
  finishReason: "length",
});

describe("aggregateTokensPerSecond", () => {
  it("is one stream's rate", () => {
    expect(aggregateTokensPerSecond([record(every(10, 11))])).toBeCloseTo(100);
  });

  it("adds streams that begin and end at other times as if they had run side by side throughout", () => {
    const streams = [record(every(10, 50)), record(every(10, 50, 100)), record(every(10, 50, 103))];
    expect(aggregateTokensPerSecond(streams)).toBeCloseTo(300);
  });

  it("counts tokens, where a piece holds several", () => {
    expect(aggregateTokensPerSecond([record(every(10, 11), 22)])).toBeCloseTo(200);
  });

  it("refuses streams that came one after the other", () => {
    const streams = [record(every(10, 5)), record(every(10, 5, 100))];
    expect(() => aggregateTokensPerSecond(streams)).toThrow("2 streams did not run side by side");
  });
});

describe("times of a stream", () => {
  it("has its first token counted from the sending", () => {
    expect(firstTokenMilliseconds(record([3, 4]))).toBe(8);
  });

  it("has the gaps between pieces that came in a time", () => {
    expect(gapsBetween([1, 2, 4, 8, 16], 2, 8)).toEqual([2, 4]);
  });
});

describe("promptOf", () => {
  it("has a word for each token after the first, and another beginning for each seed", () => {
    expect(promptOf(8_000, 1).split(" ")).toHaveLength(7_999);
    const beginnings = Array.from({ length: 20 }, (_, seed) => promptOf(6, seed));
    expect(new Set(beginnings).size).toBe(20);
  });
});
