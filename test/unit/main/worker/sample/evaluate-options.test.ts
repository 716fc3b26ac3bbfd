import { describe, expect, it } from "vitest";
import { evaluateOptions } from "../../../../../src/main/worker/sample/evaluate-options";

describe("evaluateOptions", () => {
  it("maps 'no top-k' to many candidates, since none at all sorts the vocabulary", () => {
    expect(evaluateOptions({ topK: 0 }, () => []).topK).toBe(1_000);
    expect(evaluateOptions({ topK: 7 }, () => []).topK).toBe(7);
  });

  it("keeps greedy greedy and the seed as it is", () => {
    expect(evaluateOptions({ temperature: 0, seed: 42 }, () => [])).toMatchObject({ temperature: 0, seed: 42 });
  });

  it("asks for penalties only when there are some, over the last tokens only", () => {
    expect(evaluateOptions({}, () => []).repeatPenalty).toBeUndefined();
    const penalty = evaluateOptions(
      { frequencyPenalty: 0.5, repeatLastTokens: 2 },
      () => [1, 2, 3] as never,
    ).repeatPenalty;
    expect(penalty).toMatchObject({ penalty: 1, frequencyPenalty: 0.5, presencePenalty: 0, maxPunishTokens: 2 });
    expect(typeof penalty?.punishTokens === "function" ? penalty.punishTokens() : []).toEqual([2, 3]);
  });
});
