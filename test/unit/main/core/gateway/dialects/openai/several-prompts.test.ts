import { describe, expect, it } from "vitest";
import { SeveralPrompts } from "../../../../../../../src/main/core/gateway/dialects/openai/several-prompts";
import type { InferenceEvent } from "../../../../../../../src/main/core/inference/canonical";
import { answerOf, FakeInference, fakeUsage, played } from "../../../../../../fakes/inference";

describe("SeveralPrompts", () => {
  it("is one answer: choices count on, one model, usage summed", async () => {
    const inference = new FakeInference(({ id }) => played(answerOf([id])));
    const first = { type: "text" as const, text: "a" };
    const prompts = [first, { type: "text" as const, text: "b" }];
    const several = new SeveralPrompts(inference, prompts);
    const request = { id: "r", reference: "tiny", client: "local", sampling: {}, stop: [], prompt: first };
    const events: InferenceEvent[] = [];
    for await (const event of several.run({ ...request, choices: 2 }, new AbortController().signal)) events.push(event);
    expect(inference.requests.map(({ id, prompt }) => [id, prompt])).toEqual([
      ["r", first],
      ["r.p1", prompts[1]],
    ]);
    expect(events.filter(({ type }) => type === "model")).toHaveLength(1);
    expect(events.filter((event) => event.type === "text")).toMatchObject([
      { choice: 0, text: "r" },
      { choice: 2, text: "r.p1" },
    ]);
    expect(events.filter(({ type }) => type === "done")).toMatchObject([
      { usage: { promptTokens: 2 * fakeUsage.promptTokens, completionTokens: 2 * fakeUsage.completionTokens } },
    ]);
  });
});
