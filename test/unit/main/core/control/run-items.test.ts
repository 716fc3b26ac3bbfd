import { describe, expect, it } from "vitest";
import { runItems } from "../../../../../src/main/core/control/run-items";
import type { InferenceEvent } from "../../../../../src/main/core/inference/canonical";

async function* events(): AsyncGenerator<InferenceEvent> {
  yield { type: "loading", reference: "a:f16", progress: 0.5 };
  yield { type: "model", model: { reference: "a:f16", digest: null, template: "model" } };
  yield { type: "prefill", promptTokens: 3, read: 3 };
  yield { type: "reasoning", choice: 0, text: "hm", tokens: 1 };
  yield { type: "text", choice: 0, text: "", tokens: 1 };
  yield { type: "text", choice: 0, text: "hi", tokens: 1 };
  yield { type: "finish", choice: 0, reason: "length", stop: null };
  yield {
    type: "done",
    usage: { promptTokens: 3, cachedTokens: 1, completionTokens: 3, reasoningTokens: 1 },
    timings: {
      queuedMilliseconds: 1,
      prefillMilliseconds: 20,
      decodeMilliseconds: 100,
      loadMilliseconds: 300,
      totalMilliseconds: 421,
    },
  };
}

describe("runItems", () => {
  it("shows loading, thoughts, text and the figures, and nothing empty", async () => {
    const items = [];
    for await (const item of runItems(events())) items.push(item);
    expect(items).toEqual([
      { event: "loading", reference: "a:f16", progress: 0.5 },
      { event: "reasoning", text: "hm" },
      { event: "text", text: "hi" },
      {
        event: "done",
        reference: "a:f16",
        digest: null,
        reason: "length",
        usage: { promptTokens: 3, cachedTokens: 1, completionTokens: 3, reasoningTokens: 1 },
        tokensPerSecond: 20,
        timeToFirstTokenMilliseconds: 321,
      },
    ]);
  });
});
