import { describe, expect, it } from "vitest";
import { createClient, type Handlers } from "../../../../../src/shared/contract/derive";
import { TresorError } from "../../../../../src/shared/errors";
import type { RunItem } from "../../../../../src/shared/shapes/run";
import { createAskStore } from "../../../../../src/renderer/features/ask/ask-store";
import { FakeTransport } from "../../../../fakes/transport";

const done: RunItem = {
  event: "done",
  reference: "text:q8_0",
  digest: null,
  reason: "stop",
  usage: { promptTokens: 3, cachedTokens: 0, completionTokens: 2, reasoningTokens: 0 },
  tokensPerSecond: 20,
  timeToFirstTokenMilliseconds: 100,
};
const alone = { fresh: true, reference: null };
const answering: Handlers["run"] = async function* () {
  yield { event: "loading", reference: "text:q8_0", progress: 0.5 };
  yield { event: "text", text: "Good " };
  yield { event: "text", text: "day." };
  yield done;
};

function setUp(run: Handlers["run"]) {
  const transport = new FakeTransport({ run });
  const ask = createAskStore(createClient(transport));
  return { ask, transport, last: () => ask.state.getState().turns.at(-1) };
}

describe("the conversation", () => {
  it("collects an answer piece by piece", async () => {
    const { ask, last } = setUp(answering);
    const phases: (string | undefined)[] = [];
    ask.state.subscribe(() => phases.push(last()?.phase));
    await ask.send("  Hello ", alone);
    expect(phases).toEqual(["waiting", "loading", "answering", "answering", "done", "done"]);
    expect(last()).toMatchObject({ prompt: "Hello", answer: "Good day.", reference: "text:q8_0", result: done });
  });

  it("sends what was said before, unless it starts afresh", async () => {
    const { ask, transport } = setUp(answering);
    await ask.send("One", alone);
    await ask.send("Two", { fresh: false, reference: "code:q8_0" });
    await ask.send("Three", alone);
    expect(transport.calls.map(({ input }) => input)).toEqual([
      { messages: [{ role: "user", content: "One" }] },
      {
        reference: "code:q8_0",
        messages: [
          { role: "user", content: "One" },
          { role: "assistant", content: "Good day." },
          { role: "user", content: "Two" },
        ],
      },
      { messages: [{ role: "user", content: "Three" }] },
    ]);
  });

  it("keeps what came when it is stopped", async () => {
    const { ask, last } = setUp(async function* (_input, { signal }) {
      yield { event: "text", text: "Good" };
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve);
      });
      throw new TresorError("cancelled", "Stopped.");
    });
    const sending = ask.send("Hello", alone);
    await new Promise((resolve) => setImmediate(resolve));
    await ask.send("A second one at the same time", alone);
    ask.stop();
    await sending;
    expect(last()).toMatchObject({ prompt: "Hello", phase: "stopped", answer: "Good", error: null });
  });

  it("tells why it failed, and asks again in its place", async () => {
    let attempt = 0;
    const { ask, last } = setUp(async function* (input, caller) {
      attempt += 1;
      if (attempt === 1) throw new TresorError("worker_died", "The worker was killed.");
      yield* answering(input, caller);
    });
    await ask.send("Hello", alone);
    expect(last()).toMatchObject({ phase: "failed", error: { code: "worker_died" } });
    await ask.retry(null);
    expect(ask.state.getState().turns).toHaveLength(1);
    expect(last()).toMatchObject({ prompt: "Hello", phase: "done", answer: "Good day." });
  });

  it("asks nothing for an empty prompt, and forgets on demand", async () => {
    const { ask, transport } = setUp(answering);
    await ask.send("  ", alone);
    expect(transport.calls).toEqual([]);
    await ask.send("Hello", alone);
    ask.clear();
    expect(ask.state.getState().turns).toEqual([]);
  });
});
