import { describe, expect, it } from "vitest";
import { collectAnswer } from "../../../../../../src/main/core/gateway/answer/collect-answer";
import { answerOf, fakeTimings, fakeUsage, played } from "../../../../../fakes/inference";

describe("collectAnswer", () => {
  it("joins the pieces of each kind", async () => {
    const pieces = [{ thought: "h" }, { thought: "m" }, "a", "b", { call: "f", arguments: ["{", "}"] }];
    expect(await collectAnswer(played(answerOf(pieces, "tiny:q8_0", "toolCalls")))).toMatchObject({
      model: { reference: "tiny:q8_0" },
      choices: [
        {
          reasoning: "hm",
          text: "ab",
          calls: [{ id: "call_0", name: "f", argumentsJson: "{}" }],
          logprobs: null,
          reason: "toolCalls",
        },
      ],
      usage: fakeUsage,
      timings: fakeTimings,
    });
  });

  it("does not take an end without a finish for an answer", async () => {
    await expect(collectAnswer(played(answerOf(["a"]).slice(0, -1)))).rejects.toMatchObject({
      code: "generation_failed",
    });
  });
});
