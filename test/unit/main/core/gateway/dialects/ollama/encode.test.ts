import { describe, expect, it } from "vitest";
import {
  chatFormat,
  chatLoadAnswer,
  generateFormat,
} from "../../../../../../../src/main/core/gateway/dialects/ollama/encode";
import { ollamaError } from "../../../../../../../src/main/core/gateway/dialects/ollama/errors";
import { TresorError } from "../../../../../../../src/shared/errors";
import { collectAnswer } from "../../../../../../../src/main/core/gateway/answer/collect-answer";
import { answerOf, played, type FakePiece } from "../../../../../../fakes/inference";

const created_at = "2026-11-01T10:00:00.000Z";
const now = () => new Date(created_at);
const counts = {
  total_duration: 52_000_000,
  load_duration: 0,
  prompt_eval_count: 7,
  prompt_eval_duration: 20_000_000,
  eval_count: 2,
  eval_duration: 30_500_000,
};
const model = "tiny:q8_0";

function linesOf(stream: string): unknown[] {
  expect(stream.endsWith("\n")).toBe(true);
  return stream
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

describe("chat answers", () => {
  it("as lines, with counts on the last one only", () => {
    const encoder = chatFormat(now).stream("tiny");
    const line = (content: string) => ({ model, created_at, message: { role: "assistant", content }, done: false });
    expect(
      linesOf(
        answerOf(["Hel", "", "lo\n"])
          .map((event) => encoder.encode(event))
          .join(""),
      ),
    ).toEqual([line("Hel"), line("lo\n"), { ...line(""), done: true, done_reason: "stop", ...counts }]);
  });

  it("in one piece", async () => {
    expect(chatFormat(now).whole(await collectAnswer(played(answerOf(["Hel", "lo"], model, "length"))))).toEqual({
      model,
      created_at,
      message: { role: "assistant", content: "Hello" },
      done: true,
      done_reason: "length",
      ...counts,
    });
  });

  const calling: FakePiece[] = [
    { thought: "I must read." },
    "Let me see.",
    { call: "read", id: "c1", arguments: ['{"pa', 'th":"a\\n"}'] },
    { call: "list", id: "c2", arguments: ["{}"] },
    { call: "cut", id: "c3", arguments: ["{"] },
  ];
  const calls = [
    { id: "c1", function: { name: "read", arguments: { path: "a\n" } } },
    { id: "c2", function: { name: "list", arguments: {} } },
  ];

  it("with thinking and whole calls, arguments as objects, nothing cut off", async () => {
    const encoder = chatFormat(now).stream("tiny");
    const events = answerOf(calling, model, "toolCalls");
    const messages = linesOf(events.map((event) => encoder.encode(event)).join("")).map(
      (line) => (line as { message: object }).message,
    );
    const empty = { role: "assistant", content: "" };
    expect(messages).toEqual([
      { ...empty, thinking: "I must read." },
      { role: "assistant", content: "Let me see." },
      { ...empty, tool_calls: calls.slice(0, 1) },
      { ...empty, tool_calls: calls.slice(1) },
      empty,
    ]);
    expect(chatFormat(now).whole(await collectAnswer(played(events)))).toMatchObject({
      message: { role: "assistant", content: "Let me see.", thinking: "I must read.", tool_calls: calls },
      done_reason: "stop",
    });
  });

  it("shows life by a line with an empty text, since there are no comments", () => {
    const encoder = chatFormat(now).stream("tiny");
    expect(encoder.comment("loading 5%")).toBe("");
    expect(linesOf(encoder.pulse())).toEqual([
      { model: "tiny", created_at, message: { role: "assistant", content: "" }, done: false },
    ]);
  });

  it("ends a failed stream with an error line", () => {
    expect(linesOf(chatFormat(now).stream("tiny").failure(new TresorError("worker_died", "It ended.")))).toEqual([
      { error: "It ended." },
    ]);
  });

  it("answers a load", () => {
    expect(chatLoadAnswer(now)(model, "load")).toEqual({
      model,
      created_at,
      message: { role: "assistant", content: "" },
      done: true,
      done_reason: "load",
    });
  });
});

describe("generate answers", () => {
  it("carry the text in `response`", () => {
    const encoder = generateFormat(now).stream("tiny");
    expect(
      linesOf(
        answerOf(["Hi"])
          .map((event) => encoder.encode(event))
          .join(""),
      ),
    ).toEqual([
      { model, created_at, response: "Hi", done: false },
      { model, created_at, response: "", done: true, done_reason: "stop", ...counts },
    ]);
  });
});

describe("ollamaError", () => {
  it("uses the words by which agents recognise a full context", () => {
    const details = { promptTokens: 600, contextTokens: 512 };
    expect(ollamaError(new TresorError("context_exceeded", "Too long.", details)).error).toBe(
      "prompt is too long: 600 tokens > 512 maximum. Too long.",
    );
    expect(ollamaError(new TresorError("context_exceeded", "Too long.")).error).toBe("Too long.");
  });
});
