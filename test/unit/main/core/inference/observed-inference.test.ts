import { describe, expect, it } from "vitest";
import { TresorError } from "../../../../../src/shared/errors";
import type { InferenceEvent } from "../../../../../src/main/core/inference/canonical";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import type { InferenceObserver, RequestOutcome } from "../../../../../src/main/core/inference/request-outcome";
import { answerOf, FakeInference, fakeRequest, fakeUsage } from "../../../../fakes/inference";

function observed(script?: FakeInference["script"]) {
  const outcomes: RequestOutcome[] = [];
  const order: string[] = [];
  const observer: InferenceObserver = {
    event: (_, { type }) => {
      order.push(`seen ${type}`);
    },
    ended: async (outcome) => {
      await Promise.resolve();
      outcomes.push(outcome);
      order.push("recorded");
    },
  };
  const inner = script === undefined ? new FakeInference() : new FakeInference(script);
  let time = 0;
  return { inference: new ObservedInference(inner, [observer], () => (time += 10)), inner, outcomes, order };
}

async function* failing(): AsyncGenerator<InferenceEvent, void, void> {
  yield* answerOf(["Hello"]).slice(0, 3);
  await Promise.resolve();
  throw new TresorError("worker_died", "It died.");
}

async function drained(events: AsyncIterable<InferenceEvent>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  for (let { done } = await iterator.next(); done !== true; { done } = await iterator.next());
}

describe("an observed request", () => {
  it("is recorded before its end is shown", async () => {
    const { inference, outcomes, order } = observed();
    for await (const { type } of inference.run(fakeRequest, new AbortController().signal)) order.push(`shown ${type}`);
    expect(order.slice(-3)).toEqual(["seen done", "recorded", "shown done"]);
    const { promptTokens, cachedTokens, completionTokens } = fakeUsage;
    expect(outcomes).toEqual([
      expect.objectContaining({
        id: "req_1",
        client: "editor",
        kind: "chat",
        reference: "text",
        outcome: "done",
        code: null,
        promptTokens,
        cachedTokens,
        completionTokens,
        totalMilliseconds: 10,
        model: expect.objectContaining({ reference: "tiny:q8_0" }) as unknown,
      }),
    ]);
  });

  it("that fails is recorded once, with what was reached and why", async () => {
    const { inference, outcomes } = observed(failing);
    await expect(drained(inference.run(fakeRequest, new AbortController().signal))).rejects.toThrow("It died.");
    expect(outcomes).toEqual([
      expect.objectContaining({
        outcome: "failed",
        code: "worker_died",
        promptTokens: 7,
        cachedTokens: 3,
        completionTokens: 1,
      }),
    ]);
  });

  it("whose client goes away is recorded as cancelled", async () => {
    const { inference, outcomes } = observed();
    for await (const { type } of inference.run(fakeRequest, new AbortController().signal)) if (type === "text") break;
    expect(outcomes).toEqual([expect.objectContaining({ outcome: "cancelled", completionTokens: 1 })]);
  });

  it("can be refused by an observer, and is recorded as failed", async () => {
    const { outcomes, inner } = observed();
    const refusing: InferenceObserver = {
      asked: () => {
        throw new TresorError("rate_limited", "Too many.");
      },
      ended: (outcome) => void outcomes.push(outcome),
    };
    const inference = new ObservedInference(inner, [refusing]);
    await expect(drained(inference.run(fakeRequest, new AbortController().signal))).rejects.toThrow("Too many.");
    expect(outcomes).toEqual([expect.objectContaining({ outcome: "failed", code: "rate_limited" })]);
    expect(inner.requests).toEqual([]);
  });

  it("records questions beside generation", async () => {
    const { inference, inner, outcomes } = observed();
    inner.computes = { tokenize: () => ({ tokens: [1, 2] }) as never };
    const question = {
      id: "req_2",
      client: "editor",
      reference: undefined,
      task: "tokenize",
      input: {} as never,
    } as const;
    await inference.compute(question, new AbortController().signal);
    expect(outcomes).toEqual([expect.objectContaining({ id: "req_2", kind: "tokenize", outcome: "done" })]);
  });
});
