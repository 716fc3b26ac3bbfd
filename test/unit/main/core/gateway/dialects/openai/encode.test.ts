import { describe, expect, it } from "vitest";
import type { AnswerIdentity } from "../../../../../../../src/main/core/gateway/dialects/openai/chunk-encoder";
import { chatFormat } from "../../../../../../../src/main/core/gateway/dialects/openai/encode-chat";
import { completionFormat } from "../../../../../../../src/main/core/gateway/dialects/openai/encode-completion";
import { openAiError } from "../../../../../../../src/main/core/gateway/dialects/openai/errors";
import { TresorError } from "../../../../../../../src/shared/errors";
import { answerOf, fakeDigest, fakeTimings, fakeUsage } from "../../../../../../fakes/inference";

const identity: AnswerIdentity = { id: "chatcmpl-1", createdSeconds: 1_700_000_000, includeUsage: false };
const usage = {
  prompt_tokens: 7,
  completion_tokens: 2,
  total_tokens: 9,
  prompt_tokens_details: { cached_tokens: 3 },
};

/** The data lines of server-sent events, parsed; `[DONE]` stays text. */
function dataOf(stream: string): unknown[] {
  return stream
    .split("\n\n")
    .filter((event) => event.startsWith("data: "))
    .map((event) => (event === "data: [DONE]" ? "[DONE]" : (JSON.parse(event.slice("data: ".length)) as unknown)));
}

describe("chat answers", () => {
  it("in one piece", () => {
    const model = { reference: "tiny:q8_0", digest: fakeDigest, template: "model" } as const;
    expect(
      chatFormat(identity).whole({ model, text: "Hello", reason: "length", usage: fakeUsage, timings: fakeTimings }),
    ).toEqual({
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
    const encoder = chatFormat(identity).stream("tiny");
    const common = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_700_000_000, model: "tiny:q8_0" };
    const choice = (delta: object, finishReason: string | null = null) => ({
      ...common,
      choices: [{ index: 0, delta, finish_reason: finishReason, logprobs: null }],
    });
    expect(
      dataOf(
        answerOf(["Hel", "", "lo\n\n"])
          .map((event) => encoder.encode(event))
          .join(""),
      ),
    ).toEqual([
      choice({ role: "assistant", content: "" }),
      choice({ content: "Hel" }),
      choice({ content: "lo\n\n" }),
      choice({}, "stop"),
      "[DONE]",
    ]);
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
    const finish = answerOf([]).at(-1);
    expect(finish === undefined ? [] : dataOf(encoder.encode(finish))).toMatchObject([
      { model: "tiny", choices: [{ delta: { role: "assistant" } }] },
      { choices: [{ finish_reason: "stop" }] },
      "[DONE]",
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

describe("plain completions", () => {
  it("in one piece and as a stream", () => {
    const format = completionFormat({ ...identity, id: "cmpl-1" });
    const model = { reference: "tiny:q8_0", digest: null, template: "default" } as const;
    expect(format.whole({ model, text: "Hi", reason: "stop", usage: fakeUsage, timings: fakeTimings })).toEqual({
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
