import { describe, expect, it } from "vitest";
import { PrefillPace } from "../../../../../src/main/worker/schedule/prefill-pace";

/** A machine on which a step costs so much for each stream and each prompt token. */
function run(pace: PrefillPace, steps: number, decoders: number, cost: { stream: number; token: number }) {
  const log: { prefillTokens: number; milliseconds: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const prefillTokens = pace.chunk(decoders);
    const milliseconds = cost.stream * Math.sign(decoders) + cost.token * prefillTokens;
    pace.record({ decoders, prefillTokens, milliseconds });
    log.push({ prefillTokens, milliseconds });
  }
  return log;
}

describe("PrefillPace", () => {
  it("keeps streams at the pace that their share leaves, whatever a token costs", () => {
    for (const token of [0.2, 2, 5]) {
      const pace = new PrefillPace({ batchTokens: 512, share: 0.45 });
      const settled = run(pace, 200, 2, { stream: 40, token }).slice(50);
      const slowest = Math.max(...settled.map(({ milliseconds }) => milliseconds));
      expect(slowest).toBeLessThanOrEqual(40 / 0.55 + token);
      const read = settled.reduce((sum, { prefillTokens }) => sum + prefillTokens, 0);
      const took = settled.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      // At most two and a half times as long as the prompt alone.
      expect(took / (read * token)).toBeLessThan(2.5);
    }
  });

  it("lets the streams step alone before it says how much may be read beside them, and again from time to time", () => {
    const pace = new PrefillPace({ batchTokens: 512, share: 0.45 });
    const log = run(pace, 120, 1, { stream: 40, token: 1 });
    expect(log[0]?.prefillTokens).toBe(0);
    expect(log.filter(({ prefillTokens }) => prefillTokens === 0)).toHaveLength(3);
  });

  it("reads long parts when nobody waits, and shorter ones on a slow machine", () => {
    const fast = new PrefillPace({ batchTokens: 512, share: 0.45 });
    expect(run(fast, 5, 0, { stream: 0, token: 0.1 }).at(-1)?.prefillTokens).toBe(512);
    const slow = new PrefillPace({ batchTokens: 512, share: 0.45 });
    expect(run(slow, 5, 0, { stream: 0, token: 4 }).at(-1)?.prefillTokens).toBe(100);
  });

  it("never exceeds a batch together with the streams", () => {
    const pace = new PrefillPace({ batchTokens: 64, share: 0.9 });
    for (const { prefillTokens } of run(pace, 20, 8, { stream: 100, token: 0.01 })) {
      expect(prefillTokens).toBeLessThanOrEqual(56);
    }
  });
});
