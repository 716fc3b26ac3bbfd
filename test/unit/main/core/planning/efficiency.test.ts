import { describe, expect, it } from "vitest";
import {
  addSample,
  bytesReadNow,
  efficiencyFor,
  loneAnswer,
  usualEfficiency,
  type SpeedSample,
} from "../../../../../src/main/core/planning/efficiency";
import type { Job } from "../../../../../src/shared/shapes/resident";
import { residentOf } from "../../../../support/resident";

const job: Job = {
  id: "request-1",
  client: "test",
  phase: "decode",
  promptTokens: 100,
  promptTokensRead: 100,
  generatedTokens: 60,
  startedAt: "2026-11-20T12:00:00.000Z",
};

const samplesOf = (bytesPerToken: number, ...efficiencies: number[]): SpeedSample[] =>
  efficiencies.map((efficiency) => ({ bytesPerToken, efficiency }));

describe("the efficiency of this machine", () => {
  it("is the usual one until it was measured often enough", () => {
    expect(efficiencyFor([], 10e9)).toEqual(usualEfficiency);
    expect(efficiencyFor(samplesOf(10e9, 0.5, 0.5, 0.5, 0.5), 10e9)).toEqual(usualEfficiency);
  });

  it("is then the range that was seen, without the outliers", () => {
    const { low, high } = efficiencyFor(
      samplesOf(10e9, 0.05, 0.5, 0.5, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58, 0.99),
      8e9,
    );
    expect(low).toBeCloseTo(0.45);
    expect(high).toBeCloseTo(0.638);
  });

  it("does not take small models for large ones", () => {
    expect(efficiencyFor(samplesOf(0.1e9, 0.1, 0.1, 0.1, 0.1, 0.1), 10e9)).toEqual(usualEfficiency);
  });

  it("believes no sample beyond the peak, and keeps the last sixty", () => {
    expect(addSample([], { bytesPerToken: 1e9, efficiency: 1.2 })).toEqual([]);
    expect(addSample([], { bytesPerToken: 1e9, efficiency: Number.NaN })).toEqual([]);
    const many = samplesOf(1e9, ...Array.from({ length: 60 }, () => 0.5));
    const [first, last] = [
      addSample(many, { bytesPerToken: 2e9, efficiency: 0.6 })[0],
      { bytesPerToken: 2e9, efficiency: 0.6 },
    ];
    expect(first).toEqual({ bytesPerToken: 1e9, efficiency: 0.5 });
    expect(addSample(many, last)).toHaveLength(60);
    expect(addSample(many, last).at(-1)).toEqual(last);
  });
});

describe("a lone answer", () => {
  const answering = residentOf({ jobs: [job], tokensPerSecond: 20 });
  const idle = residentOf({ reference: "idle:f16" });

  it("is the one request of the only resident that works", () => {
    expect(loneAnswer([idle, answering])).toBe(answering);
  });

  it.each([
    ["two requests", [residentOf({ jobs: [job, job], tokensPerSecond: 20 })]],
    ["another resident that answers", [answering, residentOf({ reference: "b", jobs: [job], tokensPerSecond: 3 })]],
    ["another that loads", [answering, residentOf({ reference: "b", state: "loading" })]],
    ["a prompt that is still read", [residentOf({ jobs: [{ ...job, phase: "prefill" }], tokensPerSecond: 20 })]],
    ["an answer of less than two seconds", [residentOf({ jobs: [job], tokensPerSecond: 40 })]],
    ["no rate", [residentOf({ jobs: [job], tokensPerSecond: null })]],
    ["nobody", []],
  ])("is not there with %s", (_, residents) => {
    expect(loneAnswer(residents)).toBeNull();
  });

  it("reads its weights and the keys and values so far", () => {
    const memory = {
      predictedBytes: 0,
      measuredBytes: null,
      weightsBytes: 5e9,
      kvCacheBytes: 1_024e6,
      computeBytes: 0,
    };
    expect(bytesReadNow(residentOf({ jobs: [job], memory, context: 512, slots: 2 }), 5e9)).toBe(5e9 + 160e6);
  });
});
