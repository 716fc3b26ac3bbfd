import { describe, expect, it } from "vitest";
import { pickToken } from "../../../../../src/main/worker/sample/pick-token";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";

const candidates: [string, number][] = [
  ["a", 0.5],
  ["b", 0.3],
  ["c", 0.15],
  ["d", 0.05],
];
const open = { temperature: 1, topP: 1, topK: 0, minP: 0 };

function shares(sampling: Parameters<typeof pickToken>[1], rounds = 20_000): Record<string, number> {
  const random = seededRandom(7);
  const counts: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const token = pickToken(candidates, sampling, random);
    counts[token] = (counts[token] ?? 0) + 1 / rounds;
  }
  return counts;
}

describe("pickToken", () => {
  it("follows the probabilities", () => {
    const counts = shares(open);
    for (const [token, probability] of candidates) expect(counts[token]).toBeCloseTo(probability, 1);
  });

  it("is greedy at temperature 0 and sharper below 1", () => {
    expect(shares({ ...open, temperature: 0 }, 50)).toEqual({ a: expect.closeTo(1, 5) as number });
    expect(shares({ ...open, temperature: 0.5 })["a"]).toBeCloseTo(0.25 / (0.25 + 0.09 + 0.0225 + 0.0025), 1);
  });

  it("cuts by top-k, top-p and min-p", () => {
    expect(Object.keys(shares({ ...open, topK: 2 })).sort()).toEqual(["a", "b"]);
    expect(Object.keys(shares({ ...open, topP: 0.6 })).sort()).toEqual(["a", "b"]);
    expect(Object.keys(shares({ ...open, minP: 0.2 })).sort()).toEqual(["a", "b", "c"]);
    expect(Object.keys(shares({ ...open, topP: 0 }))).toEqual(["a"]);
  });

  it("gives the same for the same seed", () => {
    const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });
});
