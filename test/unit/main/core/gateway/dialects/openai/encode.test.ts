import { describe, expect, it } from "vitest";
import type { AnswerIdentity } from "../../../../../../../src/main/core/gateway/dialects/openai/chunk-encoder";
import { chatFormat } from "../../../../../../../src/main/core/gateway/dialects/openai/encode-chat";
import { completionFormat } from "../../../../../../../src/main/core/gateway/dialects/openai/encode-completion";
import { openAiError } from "../../../../../../../src/main/core/gateway/dialects/openai/errors";
import { TresorError } from "../../../../../../../src/shared/errors";
import type { InferenceEvent } from "../../../../../../../src/main/core/inference/canonical";
import { collectAnswer } from "../../../../../../../src/main/core/gateway/answer/collect-answer";
import { answerOf, fakeTimings, fakeUsage, piecesOf, played, type FakePiece } from "../../../../../../fakes/inference";

const identity: AnswerIdentity = { id: "chatcmpl-1", createdSeconds: 1_700_000_000, includeUsage: false };
const usage = {
  prompt_tokens: 7,
  completion_tokens: 2,
  total_tokens: 9,
  prompt_tokens_details: { cached_tokens: 3 },
  completion_tokens_details: { reasoning_tokens: 1 },
};
const common = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_700_000_000, model: "tiny:q8_0" };
const delta = (change: object, finishReason: string | null = null, index = 0) => ({
  ...common,
  choices: [{ index, delta: change, finish_reason: finishReason, logprobs: null }],
});
const opening = { role: "assistant", content: "" };
const twoCalls: FakePiece[] = [
  { thought: "I must read." },
  "Let me see.",
  { call: "read", id: "c1", arguments: ['{"pa', 'th":"a\\n"}'] },
  { call: "list", id: "c2", arguments: ["{}"] },
];
const token = (text: string, logprob: number) => ({ text, logprob, bytes: [...Buffer.from(text)] });
const withLogprobs: InferenceEvent[] = [
  ...answerOf([]).slice(0, 2),
  { type: "text", choice: 0, text: "Hé", tokens: 2, logprobs: [{ ...token("H", -0.5), top: [token("H", -0.5)] }] },
  { type: "text", choice: 0, text: "y", tokens: 1, logprobs: [{ ...token("y", -Infinity), top: [] }] },
  ...answerOf([]).slice(2),
];

/** The data lines of server-sent events, parsed; `[DONE]` stays text. */
function dataOf(stream: string): unknown[] {
  return stream
    .split("\n\n")
    .filter((event) => event.startsWith("data: "))
    .map((event) => (event === "data: [DONE]" ? "[DONE]" : (JSON.parse(event.slice("data: ".length)) as unknown)));
}

function streamed(events: readonly InferenceEvent[], format = chatFormat(identity)): unknown[] {
  const encoder = format.stream("tiny");
  return dataOf(events.map((event) => encoder.encode(event)).join(""));
}

describe("chat answers", () => {
  it("in one piece", async () => {
    const answer = await collectAnswer(played(answerOf(["Hel", "lo"], "tiny:q8_0", "length")));
    expect(chatFormat(identity).whole(answer)).toEqual({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_700_000_000,
      model: "tiny:q8_0",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: "Hello", refusal: null },
          finish_reason: "length",
          logprobs: null,
        },
      ],
      usage,
    });
  });

  it("as a stream: a role, the text, a finish, the end", () => {
    expect(streamed(answerOf(["Hel", "", "lo\n\n"]))).toEqual([
      delta(opening),
      delta({ content: "Hel" }),
      delta({ content: "lo\n\n" }),
      delta({}, "stop"),
      "[DONE]",
    ]);
  });

  it("with reasoning and calls in one piece", async () => {
    const answer = await collectAnswer(played(answerOf(twoCalls, "tiny:q8_0", "toolCalls")));
    expect(chatFormat(identity).whole(answer)).toMatchObject({
      choices: [
        {
          finish_reason: "tool_calls",
          message: {
            content: "Let me see.",
            reasoning_content: "I must read.",
            tool_calls: [
              { id: "c1", type: "function", function: { name: "read", arguments: '{"path":"a\\n"}' } },
              { id: "c2", type: "function", function: { name: "list", arguments: "{}" } },
            ],
          },
        },
      ],
    });
    const only = await collectAnswer(played(answerOf([{ call: "f", arguments: ["{}"] }], "tiny:q8_0", "toolCalls")));
    expect(chatFormat(identity).whole(only)).toMatchObject({ choices: [{ message: { content: null } }] });
  });

  it("with reasoning and calls as a stream: a name once, then only arguments", () => {
    expect(streamed(answerOf(twoCalls, "tiny:q8_0", "toolCalls"))).toEqual([
      delta(opening),
      delta({ reasoning_content: "I must read." }),
      delta({ content: "Let me see." }),
      delta({ tool_calls: [{ index: 0, id: "c1", type: "function", function: { name: "read", arguments: "" } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"pa' } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: 'th":"a\\n"}' } }] }),
      delta({ tool_calls: [{ index: 1, id: "c2", type: "function", function: { name: "list", arguments: "" } }] }),
      delta({ tool_calls: [{ index: 1, function: { arguments: "{}" } }] }),
      delta({}, "tool_calls"),
      "[DONE]",
    ]);
  });

  it("without a call that was cut off", async () => {
    const cut: FakePiece[] = [
      { call: "read", id: "c1", arguments: ['{"path":"a"}'] },
      { call: "list", id: "c2", arguments: ['{"pa'] },
    ];
    const answer = await collectAnswer(played(answerOf(cut, "tiny:q8_0", "length")));
    expect(answer.choices[0]?.calls.map(({ id }) => id)).toEqual(["c1"]);
    expect(chatFormat(identity).whole(answer)).toMatchObject({ choices: [{ finish_reason: "length" }] });
    expect(streamed(answerOf(cut, "tiny:q8_0", "length")).at(-2)).toEqual(delta({}, "length"));
  });

  it("with log-probabilities, in JSON's numbers", async () => {
    const content = [
      { token: "H", logprob: -0.5, bytes: [72], top_logprobs: [{ token: "H", logprob: -0.5, bytes: [72] }] },
      { token: "y", logprob: -9_999, bytes: [121], top_logprobs: [] },
    ];
    expect(chatFormat(identity).whole(await collectAnswer(played(withLogprobs)))).toMatchObject({
      choices: [{ logprobs: { content, refusal: null } }],
    });
    expect(streamed(withLogprobs).slice(1, 3)).toMatchObject([
      { choices: [{ delta: { content: "Hé" }, logprobs: { content: content.slice(0, 1) } }] },
      { choices: [{ delta: { content: "y" }, logprobs: { content: content.slice(1) } }] },
    ]);
  });

  it("of several choices under their numbers, each with a role and a finish", async () => {
    const events: InferenceEvent[] = [
      ...answerOf([]).slice(0, 2),
      ...piecesOf(["a"], 0),
      ...piecesOf(["b"], 1),
      { type: "finish", choice: 1, reason: "length", stop: null },
      ...piecesOf(["c"], 0),
      ...answerOf([]).slice(2),
    ];
    expect(streamed(events)).toEqual([
      delta(opening),
      delta({ content: "a" }),
      delta(opening, null, 1),
      delta({ content: "b" }, null, 1),
      delta({}, "length", 1),
      delta({ content: "c" }),
      delta({}, "stop"),
      "[DONE]",
    ]);
    expect(chatFormat(identity).whole(await collectAnswer(played(events)))).toMatchObject({
      choices: [
        { index: 0, message: { content: "ac" }, finish_reason: "stop" },
        { index: 1, message: { content: "b" }, finish_reason: "length" },
      ],
    });
  });

  it("with usage in a chunk of its own when asked for", () => {
    const encoder = chatFormat({ ...identity, includeUsage: true }).stream("tiny");
    const chunks = dataOf(
      answerOf(["a"])
        .map((event) => encoder.encode(event))
        .join(""),
    );
    expect(chunks.at(-2)).toMatchObject({ choices: [], usage });
    expect(chunks.slice(0, -2)).toSatisfy((rest: { usage: unknown }[]) => rest.every((chunk) => chunk.usage === null));
  });

  it("opens with a role when the first event is text or the finish", () => {
    const encoder = chatFormat(identity).stream("tiny");
    const finish = answerOf([]).at(-2);
    expect(finish === undefined ? [] : dataOf(encoder.encode(finish))).toMatchObject([
      { model: "tiny", choices: [{ delta: { role: "assistant" } }] },
      { choices: [{ finish_reason: "stop" }] },
    ]);
  });

  it("shows life by comments and by chunks that are legal and empty", () => {
    const encoder = chatFormat(identity).stream("tiny");
    expect(encoder.encode({ type: "loading", reference: "tiny:q8_0", progress: 0.5 })).toBe("");
    expect(encoder.comment("loading 50%")).toBe(": loading 50%\n\n");
    expect(dataOf(encoder.pulse())).toMatchObject([
      { model: "tiny:q8_0", choices: [{ index: 0, delta: {}, finish_reason: null }] },
    ]);
  });

  it("ends a failed stream with an error event", () => {
    const failure = new TresorError("worker_died", "The process ended.");
    expect(dataOf(chatFormat(identity).stream("tiny").failure(failure))).toEqual([
      { error: { message: "The process ended.", type: "server_error", param: null, code: "worker_died" } },
      "[DONE]",
    ]);
  });
});

const plainShape = { echoes: [], choicesPerPrompt: 1, bestCount: 1, showLogprobs: false };

describe("plain completions", () => {
  it("begin with their prompts when these are to be echoed", async () => {
    const format = completionFormat(identity, { ...plainShape, echoes: ["Once", "Twice"] });
    const events: InferenceEvent[] = [
      ...answerOf([]).slice(0, 2),
      ...piecesOf([" a"], 0),
      { type: "finish", choice: 0, reason: "stop", stop: null },
      ...piecesOf([" b"], 1),
      { type: "finish", choice: 1, reason: "stop", stop: null },
      ...answerOf([]).slice(3),
    ];
    expect(format.whole(await collectAnswer(played(events)))).toMatchObject({
      choices: [{ text: "Once a" }, { text: "Twice b" }],
    });
    const texts = streamed(events, format).map(
      (chunk) => (chunk as { choices?: { text: string }[] }).choices?.[0]?.text,
    );
    expect(texts.slice(0, -1)).toEqual(["Once", " a", "", "Twice", " b", ""]);
  });

  it("show the most probable of several", async () => {
    const logprob = (value: number) => [{ text: "x", bytes: [120], logprob: value, top: [] }];
    const piece = (choice: number, text: string, value: number): InferenceEvent[] => [
      { type: "text", choice, text, tokens: 1, logprobs: logprob(value) },
      { type: "finish", choice, reason: "stop", stop: null },
    ];
    const events = [
      ...answerOf([]).slice(0, 2),
      ...piece(0, "worse", -3),
      ...piece(1, "best", -1),
      ...piece(2, "good", -2),
      ...answerOf([]).slice(3),
    ];
    const format = completionFormat(identity, { ...plainShape, choicesPerPrompt: 3, bestCount: 2 });
    expect(format.whole(await collectAnswer(played(events)))).toMatchObject({
      choices: [
        { index: 0, text: "best", logprobs: null },
        { index: 1, text: "good" },
      ],
    });
  });

  it("in one piece and as a stream", () => {
    const format = completionFormat({ ...identity, id: "cmpl-1" }, plainShape);
    const model = { reference: "tiny:q8_0", digest: null, template: "default" } as const;
    const choices = [{ text: "Hi", reasoning: "", calls: [], logprobs: null, reason: "stop" as const, stop: null }];
    expect(format.whole({ model, choices, usage: fakeUsage, timings: fakeTimings })).toEqual({
      id: "cmpl-1",
      object: "text_completion",
      created: 1_700_000_000,
      model: "tiny:q8_0",
      choices: [{ index: 0, text: "Hi", finish_reason: "stop", logprobs: null }],
      usage,
    });
    const encoder = format.stream("tiny:q8_0");
    expect(
      dataOf(
        answerOf(["Hi"])
          .map((event) => encoder.encode(event))
          .join(""),
      ),
    ).toMatchObject([
      { object: "text_completion", choices: [{ index: 0, text: "Hi", finish_reason: null }] },
      { object: "text_completion", choices: [{ index: 0, text: "", finish_reason: "stop" }] },
      "[DONE]",
    ]);
    expect(dataOf(encoder.pulse())).toMatchObject([{ choices: [{ text: "" }] }]);
  });

  it("with log-probabilities tell where each token stands", async () => {
    const format = completionFormat(identity, { ...plainShape, showLogprobs: true });
    expect(format.whole(await collectAnswer(played(withLogprobs)))).toMatchObject({
      choices: [
        {
          logprobs: {
            tokens: ["H", "y"],
            token_logprobs: [-0.5, -9_999],
            top_logprobs: [{ H: -0.5 }, {}],
            text_offset: [0, 1],
          },
        },
      ],
    });
    expect(streamed(withLogprobs, format).slice(0, 2)).toMatchObject([
      { choices: [{ text: "Hé", logprobs: { text_offset: [0] } }] },
      { choices: [{ text: "y", logprobs: { text_offset: [2] } }] },
    ]);
  });
});

describe("openAiError", () => {
  it.each([
    ["invalid_request", "invalid_request_error", "invalid_request"],
    ["unauthorized", "authentication_error", "invalid_api_key"],
    ["forbidden_origin", "permission_error", "forbidden_origin"],
    ["model_not_found", "not_found_error", "model_not_found"],
    ["context_exceeded", "invalid_request_error", "context_length_exceeded"],
    ["queue_full", "server_error", "queue_full"],
    ["internal", "server_error", "internal"],
  ] as const)("%s is a %s with code %s", (code, type, shown) => {
    expect(openAiError(new TresorError(code, "why"))).toEqual({
      error: { message: "why", type, param: null, code: shown },
    });
  });

  it("names the field", () => {
    expect(openAiError(new TresorError("unsupported", "no", { field: "n" })).error.param).toBe("n");
  });
});
