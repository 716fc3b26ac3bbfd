import { describe, expect, it } from "vitest";
import type { InferenceRequest } from "../../../../../src/main/core/inference/canonical";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import { writeExposition } from "../../../../../src/main/core/metrics/exposition";
import { RequestMetrics } from "../../../../../src/main/core/metrics/request-metrics";
import { TresorError } from "../../../../../src/shared/errors";
import { FakeInference, answerOf, played } from "../../../../fakes/inference";

const request: InferenceRequest = {
  id: "req_1",
  client: "editor",
  reference: "what the client wrote",
  prompt: { type: "chat", conversation: { messages: [{ role: "user", content: "private" }] } },
  sampling: {},
  stop: [],
};

/** Metrics of an inference whose events come 250 ms after each other. */
function rig() {
  let now = 0;
  const inner = new FakeInference(async function* () {
    for await (const event of played(answerOf(["a", "b", "c"]))) {
      now += 250;
      yield event;
    }
  });
  const metrics = new RequestMetrics(() => now);
  const inference = new ObservedInference(inner, [metrics], () => now);
  const lines = () => writeExposition(metrics.families(), "text").split("\n");
  const ask = async () => {
    const events = inference.run(request, new AbortController().signal);
    while ((await events.next()).done !== true);
  };
  return { inner, inference, lines, ask };
}

const whose = 'model="tiny:q8_0",client="editor"';

describe("requests to models", () => {
  it("are counted and timed by model and client", async () => {
    const { lines, ask } = rig();
    await ask();
    expect(lines()).toEqual(
      expect.arrayContaining([
        `tresor_requests_total{${whose},kind="chat",outcome="done",code=""} 1`,
        `tresor_prompt_tokens_total{${whose}} 7`,
        `tresor_prompt_cached_tokens_total{${whose}} 3`,
        `tresor_completion_tokens_total{${whose}} 2`,
        `tresor_time_to_first_token_seconds_sum{${whose}} 0.75`,
        `tresor_time_to_first_token_seconds_bucket{${whose},le="0.5"} 0`,
        `tresor_time_to_first_token_seconds_bucket{${whose},le="1"} 1`,
        `tresor_inter_token_latency_seconds_sum{${whose}} 0.5`,
        `tresor_inter_token_latency_seconds_count{${whose}} 2`,
        `tresor_queue_wait_seconds_sum{${whose}} 0.001`,
        `tresor_request_duration_seconds_count{${whose},kind="chat"} 1`,
      ]),
    );
  });

  it("share the time between two pieces among the tokens of the second", async () => {
    const { inner, lines, ask } = rig();
    const play = inner.script;
    inner.script = async function* (...asked) {
      for await (const event of play(...asked)) yield event.type === "text" ? { ...event, tokens: 5 } : event;
    };
    await ask();
    expect(lines()).toContain(`tresor_inter_token_latency_seconds_count{${whose}} 10`);
    expect(lines()).toContain(`tresor_inter_token_latency_seconds_bucket{${whose},le="0.05"} 10`);
  });

  it("that fail are counted with their code, never with what a client wrote", async () => {
    const { inner, inference, lines, ask } = rig();
    inner.script = () => played([new TresorError("model_not_found", "no")]);
    await expect(ask()).rejects.toThrow("no");
    await expect(
      inference.compute(
        { ...request, task: "embed", input: { inputs: ["private"], truncate: true } },
        new AbortController().signal,
      ),
    ).rejects.toThrow("scripted");
    const text = lines().join("\n");
    expect(text).toContain(
      'tresor_requests_total{model="other",client="editor",kind="chat",outcome="failed",code="model_not_found"} 1',
    );
    expect(text).toContain('kind="embed",outcome="failed",code="internal"} 1');
    expect(text).not.toMatch(/wrote|private/);
  });
});
