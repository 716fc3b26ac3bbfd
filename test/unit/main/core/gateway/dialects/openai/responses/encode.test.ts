import { describe, expect, it } from "vitest";
import { collectAnswer } from "../../../../../../../../src/main/core/gateway/answer/collect-answer";
import { responsesFormat } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/encode-responses";
import { ToolNames } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/tool-names";
import type { InferenceEvent } from "../../../../../../../../src/main/core/inference/canonical";
import { TresorError } from "../../../../../../../../src/shared/errors";
import { answerOf, played, type FakePiece } from "../../../../../../../fakes/inference";

interface SentEvent {
  readonly type: string;
  readonly sequence_number: number;
  readonly output_index?: number;
  readonly item?: { readonly id: string };
  readonly response?: { readonly status: string; readonly output: readonly object[] };
}

const pieces: FakePiece[] = [
  { thought: "I must " },
  { thought: "read." },
  "Let me",
  " see.",
  { call: "read", id: "c1", arguments: ['{"pa', 'th":"a"}'] },
  { call: "list", id: "c2", arguments: ["{}"] },
];

function formatOf(more: { body?: object; packReasoning?: boolean; kept?: object[] } = {}) {
  return responsesFormat({
    identity: { id: "1", createdSeconds: 1_700_000_000, body: { ...more.body }, store: true },
    names: new ToolNames([{ name: "list", namespace: "files" }]),
    packReasoning: more.packReasoning ?? false,
    onComplete: (output) => more.kept?.push(...output),
  });
}

function parsed(stream: string): SentEvent[] {
  return stream
    .split("\n\n")
    .filter((event) => event.startsWith("event: "))
    .map((event) => {
      const [name = "", data = ""] = event.split("\n");
      const sent = JSON.parse(data.slice("data: ".length)) as SentEvent;
      expect(name).toBe(`event: ${sent.type}`);
      return sent;
    });
}

function streamed(events: readonly InferenceEvent[], format = formatOf()): SentEvent[] {
  const encoder = format.stream("tiny");
  return parsed(events.map((event) => encoder.encode(event)).join(""));
}

const output = [
  {
    id: "rs_100",
    type: "reasoning",
    status: "completed",
    summary: [{ type: "summary_text", text: "I must read." }],
    encrypted_content: null,
  },
  {
    id: "msg_101",
    type: "message",
    status: "completed",
    role: "assistant",
    content: [{ type: "output_text", text: "Let me see.", annotations: [], logprobs: [] }],
  },
  {
    id: "fc_102",
    type: "function_call",
    status: "completed",
    arguments: '{"path":"a"}',
    call_id: "c1",
    name: "read",
  },
  {
    id: "fc_103",
    type: "function_call",
    status: "completed",
    arguments: "{}",
    call_id: "c2",
    name: "list",
    namespace: "files",
  },
];
const usage = {
  input_tokens: 7,
  input_tokens_details: { cached_tokens: 3 },
  output_tokens: 2,
  output_tokens_details: { reasoning_tokens: 1 },
  total_tokens: 9,
};

describe("a response in one piece", () => {
  it("has all items, the settings of its request and the usage", async () => {
    const kept: object[] = [];
    const body = { instructions: "Be brief.", temperature: 0.5, tools: [{ type: "function", name: "read" }] };
    const answer = await collectAnswer(played(answerOf(pieces, "tiny:q8_0", "toolCalls")));
    expect(formatOf({ body, kept }).whole(answer)).toMatchObject({
      id: "resp_1",
      object: "response",
      created_at: 1_700_000_000,
      status: "completed",
      error: null,
      incomplete_details: null,
      model: "tiny:q8_0",
      output,
      usage,
      ...body,
      tool_choice: "auto",
      text: { format: { type: "text" } },
    });
    expect(kept).toEqual(output);
  });

  it("is incomplete when the limit ends it", async () => {
    const answer = await collectAnswer(played(answerOf(["Hel"], "tiny:q8_0", "length")));
    expect(formatOf().whole(answer)).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [{ type: "message", status: "incomplete" }],
    });
  });

  it("packs reasoning for clients that keep nothing on a server", async () => {
    const answer = await collectAnswer(played(answerOf(pieces)));
    expect(formatOf({ packReasoning: true }).whole(answer)).toMatchObject({
      output: [{ encrypted_content: expect.stringMatching(/^tresor1:/) as string }, {}, {}, {}],
    });
  });
});

describe("a streamed response", () => {
  it("is numbered, names every item's place, and closes one before the next", () => {
    const events = streamed(answerOf(pieces, "tiny:q8_0", "toolCalls"));
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, index) => index));
    expect(events.map(({ type, output_index: index }) => `${index ?? "-"} ${type.replace("response.", "")}`)).toEqual([
      "- created",
      "- in_progress",
      "0 output_item.added",
      "0 reasoning_summary_part.added",
      "0 reasoning_summary_text.delta",
      "0 reasoning_summary_text.delta",
      "0 reasoning_summary_text.done",
      "0 reasoning_summary_part.done",
      "0 output_item.done",
      "1 output_item.added",
      "1 content_part.added",
      "1 output_text.delta",
      "1 output_text.delta",
      "1 output_text.done",
      "1 content_part.done",
      "1 output_item.done",
      "2 output_item.added",
      "2 function_call_arguments.delta",
      "2 function_call_arguments.delta",
      "2 function_call_arguments.done",
      "2 output_item.done",
      "3 output_item.added",
      "3 function_call_arguments.delta",
      "3 function_call_arguments.done",
      "3 output_item.done",
      "- completed",
    ]);
    expect(events.filter(({ type }) => type === "response.output_item.done").map(({ item }) => item)).toEqual(output);
    expect(events[0]).toMatchObject({ response: { id: "resp_1", status: "in_progress", output: [], usage: null } });
    expect(events.at(-1)).toMatchObject({ response: { status: "completed", output, usage, model: "tiny:q8_0" } });
    expect(events[11]).toMatchObject({ item_id: "msg_101", content_index: 0, delta: "Let me", logprobs: [] });
  });

  it("never finishes a call that was cut off, since agents run what is finished", () => {
    const kept: object[] = [];
    const cut: FakePiece[] = ["a", { call: "read", arguments: ['{"pa'] }];
    const events = streamed(answerOf(cut, "tiny:q8_0", "length"), formatOf({ kept }));
    expect(events.filter(({ type }) => type === "response.output_item.done")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      type: "response.incomplete",
      response: { incomplete_details: { reason: "max_output_tokens" }, output: [{ type: "message" }] },
    });
    expect(kept).toHaveLength(1);
  });

  it("shows life by real events, also before the model has begun", () => {
    const encoder = formatOf().stream("tiny");
    const first = parsed(encoder.pulse());
    expect(first.map(({ type }) => type)).toEqual(["response.created", "response.in_progress"]);
    expect(encoder.encode({ type: "loading", reference: "tiny:q8_0", progress: 0.5 })).toBe("");
    expect(parsed(encoder.pulse())).toMatchObject([
      { type: "response.in_progress", sequence_number: 2, response: { model: "tiny:q8_0" } },
    ]);
    expect(encoder.comment("waiting")).toBe(": waiting\n\n");
  });

  it("carries log-probabilities with the text and its end", () => {
    const logprobs = [{ text: "y", bytes: [121], logprob: -1, top: [{ text: "y", bytes: [121], logprob: -1 }] }];
    const shown = [
      { token: "y", logprob: -1, bytes: [121], top_logprobs: [{ token: "y", logprob: -1, bytes: [121] }] },
    ];
    const [begin, end] = [answerOf([]).slice(0, 2), answerOf([]).slice(2)];
    const events = streamed([...begin, { type: "text", choice: 0, text: "y", tokens: 1, logprobs }, ...end]);
    const withThem = events.filter((event) => "logprobs" in event);
    expect(withThem).toMatchObject([{ logprobs: shown }, { logprobs: shown }]);
  });

  it("ends a failure with an error and a failed response, for each kind of client", () => {
    const events = parsed(formatOf().stream("tiny").failure(new TresorError("context_exceeded", "Too long.")));
    const error = { code: "context_length_exceeded", message: "Too long." };
    expect(events.slice(-2)).toMatchObject([
      { type: "error", sequence_number: 2, ...error, param: null, error },
      { type: "response.failed", sequence_number: 3, response: { status: "failed", error } },
    ]);
  });
});
