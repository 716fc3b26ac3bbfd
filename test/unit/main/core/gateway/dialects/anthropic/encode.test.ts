import { describe, expect, it } from "vitest";
import { collectAnswer } from "../../../../../../../src/main/core/gateway/answer/collect-answer";
import { messageFormat } from "../../../../../../../src/main/core/gateway/dialects/anthropic/encode";
import type { InferenceEvent } from "../../../../../../../src/main/core/inference/canonical";
import { TresorError } from "../../../../../../../src/shared/errors";
import { answerOf, played } from "../../../../../../fakes/inference";

const format = messageFormat({ messageId: "msg_1", requestId: "req_1" });
const usage = { input_tokens: 4, cache_creation_input_tokens: 0, cache_read_input_tokens: 3, output_tokens: 2 };
const signature = expect.stringMatching(/^.+$/) as string;

const agent = answerOf(
  [
    { thought: "Both" },
    { thought: "." },
    "I ",
    "",
    "look.",
    { call: "read", id: "c1", arguments: ['{"path":', '"a\\"b"}'] },
    { call: "list", id: "c2", arguments: ["{}"] },
  ],
  "tiny:q8_0",
  "toolCalls",
);

/** The data of a stream's events; each must be named by its data's type. */
function streamOf(events: readonly InferenceEvent[]): unknown[] {
  const encoder = format.stream("tiny:q8_0");
  const text = events.map((event) => encoder.encode(event)).join("");
  return text.split("\n\n").flatMap((piece) => {
    if (piece === "") return [];
    const [, name, data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(piece) ?? [];
    const value = JSON.parse(data) as { readonly type: string };
    expect(value.type).toBe(name);
    return [value];
  });
}

const delta = (index: number, value: object) => ({ type: "content_block_delta", index, delta: value });
const begin = (index: number, block: object) => ({ type: "content_block_start", index, content_block: block });
const end = (index: number) => ({ type: "content_block_stop", index });

describe("an answer in one piece", () => {
  it("has thinking, text and calls as blocks, and tells cached tokens apart", async () => {
    expect(format.whole(await collectAnswer(played(agent)))).toEqual({
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "tiny:q8_0",
      content: [
        { type: "thinking", thinking: "Both.", signature },
        { type: "text", text: "I look." },
        { type: "tool_use", id: "c1", name: "read", input: { path: 'a"b' } },
        { type: "tool_use", id: "c2", name: "list", input: {} },
      ],
      stop_reason: "tool_use",
      stop_sequence: null,
      usage,
    });
  });

  it.each([
    ["stop", null, "end_turn"],
    ["length", null, "max_tokens"],
    ["stop", "END", "stop_sequence"],
  ] as const)("ends by %s and %s with %s", async (reason, stop, told) => {
    const events = answerOf(["Hi"], "tiny:q8_0", reason).map((event) =>
      event.type === "finish" ? { ...event, stop } : event,
    );
    const expected = { stop_reason: told, stop_sequence: stop };
    expect(format.whole(await collectAnswer(played(events)))).toMatchObject(expected);
    expect(streamOf(events).at(-2)).toEqual({ type: "message_delta", delta: expected, usage });
  });

  it("has no blocks when the model says nothing", async () => {
    expect(format.whole(await collectAnswer(played(answerOf([]))))).toMatchObject({ content: [] });
  });
});

describe("a streamed answer", () => {
  it("begins with the prompt's tokens and opens one block after the other", () => {
    expect(streamOf(agent)).toEqual([
      {
        type: "message_start",
        message: {
          id: "msg_1",
          type: "message",
          role: "assistant",
          model: "tiny:q8_0",
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { ...usage, output_tokens: 0 },
        },
      },
      begin(0, { type: "thinking", thinking: "", signature: "" }),
      delta(0, { type: "thinking_delta", thinking: "Both" }),
      delta(0, { type: "thinking_delta", thinking: "." }),
      delta(0, { type: "signature_delta", signature }),
      end(0),
      begin(1, { type: "text", text: "" }),
      delta(1, { type: "text_delta", text: "I " }),
      delta(1, { type: "text_delta", text: "look." }),
      end(1),
      begin(2, { type: "tool_use", id: "c1", name: "read", input: {} }),
      delta(2, { type: "input_json_delta", partial_json: '{"path":' }),
      delta(2, { type: "input_json_delta", partial_json: '"a\\"b"}' }),
      end(2),
      begin(3, { type: "tool_use", id: "c2", name: "list", input: {} }),
      delta(3, { type: "input_json_delta", partial_json: "{}" }),
      end(3),
      { type: "message_delta", delta: { stop_reason: "tool_use", stop_sequence: null }, usage },
      { type: "message_stop" },
    ]);
  });

  it("says when it begins once, however often the reading is told", () => {
    const reading: InferenceEvent = { type: "prefill", promptTokens: 7, read: 5 };
    const events = answerOf(["Hi"]).flatMap((event): InferenceEvent[] =>
      event.type === "prefill" ? [event, reading] : [event],
    );
    expect(streamOf(events)).toEqual(streamOf(answerOf(["Hi"])));
  });

  it("is alive by pings, also before it begins, and ends with an error event when it fails", () => {
    const encoder = format.stream("tiny:q8_0");
    expect(encoder.pulse()).toBe('event: ping\ndata: {"type":"ping"}\n\n');
    const [name, data] = encoder.failure(new TresorError("worker_died", "It ended.")).trimEnd().split("\n");
    expect(name).toBe("event: error");
    expect(JSON.parse(data?.replace("data: ", "") ?? "")).toEqual({
      type: "error",
      error: { type: "api_error", message: "It ended." },
      request_id: "req_1",
    });
  });
});
