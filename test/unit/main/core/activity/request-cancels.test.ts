import { describe, expect, it } from "vitest";
import { RequestCancels } from "../../../../../src/main/core/activity/request-cancels";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import type { RequestOutcome } from "../../../../../src/main/core/inference/request-outcome";
import { answerOf, FakeInference, fakeRequest } from "../../../../fakes/inference";

describe("a request that a person cancels", () => {
  it("ends with a reason, is recorded as cancelled, and leaves others alone", async () => {
    const cancels = new RequestCancels();
    const outcomes: RequestOutcome[] = [];
    const inner = new FakeInference(async function* (asked, signal) {
      yield* answerOf(["Once"]).slice(0, 2);
      await Promise.resolve();
      if (asked.id === "req_1" && signal.aborted) return;
      yield* answerOf(["Once"]).slice(2);
    });
    const inference = new ObservedInference(inner, [cancels, { ended: (outcome) => void outcomes.push(outcome) }]);
    const events = inference.run(fakeRequest, new AbortController().signal);
    const others = inference.run({ ...fakeRequest, id: "req_2" }, new AbortController().signal);
    await events.next();
    await others.next();
    cancels.cancel("req_1");
    await expect(drained(events)).rejects.toMatchObject({ code: "cancelled" });
    await drained(others);
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["req_1", "cancelled"],
      ["req_2", "done"],
    ]);
  });

  it("must be running", () => {
    expect(() => new RequestCancels().cancel("req_9")).toThrow("No request req_9 runs");
  });
});

async function drained(events: AsyncGenerator<unknown, void, void>): Promise<void> {
  while ((await events.next()).done !== true);
}
