import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import type { SpeedSample } from "../../../../../src/main/core/planning/efficiency";
import { SpeedLearner } from "../../../../../src/main/core/planning/speed-learner";
import { fakeDimensions } from "../../../../fakes/library";
import { residentOf } from "../../../../support/resident";

function learner(bandwidthBytesPerSecond: number | null = 100e9) {
  const samples: SpeedSample[] = [];
  let now = 0;
  const learning = new SpeedLearner({
    library: { dimensions: async () => ({ ...fakeDimensions, activeWeightsBytes: 2e9 }) },
    bandwidth: async () =>
      bandwidthBytesPerSecond === null ? null : { bytesPerSecond: bandwidthBytesPerSecond, measured: false },
    store: { keepSample: async (sample) => void samples.push(sample) },
    clock: { now: () => now },
    logger: pino({ level: "silent" }),
  });
  return { learning, samples, pass: (milliseconds: number) => (now += milliseconds) };
}

const answering = (tokensPerSecond: number) =>
  residentOf({
    tokensPerSecond,
    jobs: [
      {
        id: "1",
        client: "test",
        phase: "decode",
        promptTokens: 0,
        promptTokensRead: 0,
        generatedTokens: 1_000,
        startedAt: "2026-11-20T12:00:00.000Z",
      },
    ],
  });

describe("learning the speed of this machine", () => {
  it("keeps what a lone answer reached, once in half a minute", async () => {
    const { learning, samples, pass } = learner();
    learning.observe([answering(25)]);
    learning.observe([answering(26)]);
    await vi.waitFor(() => expect(samples).toHaveLength(1));
    expect(samples[0]?.efficiency).toBeCloseTo(0.5, 1);
    pass(30_000);
    learning.observe([answering(20)]);
    await vi.waitFor(() => expect(samples).toHaveLength(2));
  });

  it("learns nothing from models that are done with reading at once, nor without a bandwidth", async () => {
    const fast = learner();
    fast.learning.observe([answering(450)]);
    const unknown = learner(null);
    unknown.learning.observe([answering(25)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect([...fast.samples, ...unknown.samples]).toEqual([]);
  });
});
