import { describe, expect, it } from "vitest";
import { PrefillPace } from "../../../../../src/main/worker/schedule/prefill-pace";

/** Milliseconds: a step of streams, beginning to read beside them, a prompt token. */
interface Cost {
  readonly stream: number;
  readonly beginning: number;
  readonly token: number;
}

function run(pace: PrefillPace, steps: number, decoders: number, cost: Cost, waiting = 100_000) {
  return Array.from({ length: steps }, () => {
    const prefillTokens = pace.chunk(decoders, waiting);
    const beside = decoders > 0 && prefillTokens > 0 ? cost.beginning : 0;
    const milliseconds = (decoders > 0 ? cost.stream : 0) + beside + cost.token * prefillTokens;
    pace.record({ decoders, prefillTokens, milliseconds });
    return { prefillTokens, milliseconds };
  });
}

/** A pace that has read a prompt alone before, as most have. */
function experienced(cost: Cost, share = 0.5, batchTokens = 512): PrefillPace {
  const pace = new PrefillPace({ batchTokens, share });
  run(pace, 10, 0, cost);
  return pace;
}

const gpu = { stream: 40, beginning: 2, token: 0.2 };
const processor = { stream: 50, beginning: 45, token: 10 };

describe("PrefillPace", () => {
  it.each([
    ["where reading is cheap", gpu],
    ["where beginning to read costs as much as a step", processor],
    ["where a token costs a quarter of a step", { stream: 8, beginning: 6, token: 2 }],
  ])(
    "keeps nineteen of twenty tokens within twice their pace, and the prompt within two and a half times, %s",
    (_, cost) => {
      const settled = run(experienced(cost), 2_000, 2, cost).slice(200);
      const gaps = settled.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      expect(gaps[Math.floor(gaps.length * 0.95)]).toBeLessThanOrEqual(2 * cost.stream + cost.token);
      const read = settled.reduce((sum, { prefillTokens }) => sum + prefillTokens, 0);
      const took = settled.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      expect(took / (read * cost.token)).toBeLessThan(2.5);
    },
  );

  it("reads in every step where that is cheap, but for a look at the streams' own pace", () => {
    const settled = run(experienced(gpu), 500, 1, gpu).slice(100);
    expect(settled.filter(({ prefillTokens }) => prefillTokens === 0).length).toBeLessThan(12);
  });

  it("gives a prompt more or less of the time as it is told", () => {
    const readWith = (share: number) =>
      run(experienced(processor, share), 500, 1, processor).reduce((sum, { prefillTokens }) => sum + prefillTokens, 0);
    expect(readWith(0.7)).toBeGreaterThan(1.5 * readWith(0.3));
  });

  it("reads long parts when nobody waits, and shorter ones on a slow machine", () => {
    const alone = (token: number) =>
      run(experienced({ stream: 0, beginning: 0, token }), 5, 0, { stream: 0, beginning: 0, token });
    expect(alone(0.1).at(-1)?.prefillTokens).toBe(512);
    expect(alone(3).at(-1)?.prefillTokens).toBe(333);
    expect(alone(40).at(-1)?.prefillTokens).toBe(256);
  });

  it("never exceeds a batch together with the streams", () => {
    const cost = { stream: 100, beginning: 0, token: 0.01 };
    for (const { prefillTokens } of run(experienced(cost, 0.9, 64), 40, 8, cost))
      expect(prefillTokens).toBeLessThanOrEqual(56);
  });

  it("lets a short prompt in at once", () => {
    const pace = experienced(processor);
    run(pace, 1, 1, processor);
    expect(pace.chunk(1, 16)).toBe(16);
    expect(pace.chunk(1, 400)).toBe(0);
  });

  it("begins without any experience", () => {
    const pace = new PrefillPace({ batchTokens: 512, share: 0.5 });
    expect(run(pace, 60, 1, processor).some(({ prefillTokens }) => prefillTokens > 0)).toBe(true);
  });
});
