import { describe, expect, it } from "vitest";
import { AnswerEvents } from "../../../../../src/main/worker/generation/answer-events";

describe("AnswerEvents", () => {
  it("joins neighbours of one kind and says how many tokens they stand for", () => {
    const events = new AnswerEvents([]);
    events.addToken();
    events.addToken();
    events.add([{ type: "content", text: "Hello" }]);
    events.addToken();
    events.add([{ type: "content", text: " there" }]);
    events.addToken();
    events.add([{ type: "reasoning", text: "Hm" }]);
    expect(events.take()).toEqual([
      { type: "text", text: "Hello there", tokens: 3 },
      { type: "reasoning", text: "Hm", tokens: 1 },
    ]);
    expect(events.take()).toEqual([]);
  });

  it("numbers calls, invents ids that are not given, and counts those that ended", () => {
    const events = new AnswerEvents([]);
    events.add([
      { type: "callBegin", name: "first", id: null },
      { type: "arguments", text: "{}" },
      { type: "callEnd" },
      { type: "callBegin", name: "second", id: "functions.second:1" },
      { type: "arguments", text: '{"a":' },
    ]);
    const [first, , second, rest] = events.take();
    expect(first).toMatchObject({
      type: "call",
      index: 0,
      name: "first",
      id: expect.stringMatching(/^call_\w{24}$/) as string,
    });
    expect(second).toMatchObject({ type: "call", index: 1, id: "functions.second:1" });
    expect(rest).toMatchObject({ type: "arguments", index: 1, text: '{"a":' });
    expect(events.completeCalls).toBe(1);
  });

  it("cuts content at a stop string, also across pieces, and leaves arguments alone", () => {
    const events = new AnswerEvents(["STOP"]);
    events.add([{ type: "content", text: "one ST" }]);
    expect(events.take()).toEqual([{ type: "text", text: "one ", tokens: 0 }]);
    events.add([
      { type: "callBegin", name: "f", id: "1" },
      { type: "arguments", text: '{"a":"STOP"}' },
      { type: "callEnd" },
    ]);
    expect(events.take().map((event) => ("text" in event ? event.text : event.type))).toEqual([
      "ST",
      "call",
      '{"a":"STOP"}',
    ]);
    events.add([
      { type: "content", text: "two STOP three" },
      { type: "content", text: "four" },
    ]);
    expect(events.take()).toEqual([{ type: "text", text: "two ", tokens: 0 }]);
    expect(events.stop).toBe("STOP");
  });

  it("gives each piece of content the logprobs of its tokens, and reasoning none", () => {
    const events = new AnswerEvents([]);
    const logprob = (text: string) => ({ text, bytes: [], logprob: -1, top: [] });
    events.addLogprob(logprob("think"));
    events.add([{ type: "reasoning", text: "think" }]);
    events.addLogprob(logprob("a"));
    events.add([{ type: "content", text: "a" }]);
    events.addLogprob(logprob("b"));
    events.add([{ type: "content", text: "b" }]);
    const [, content] = events.take();
    expect(content).toMatchObject({ text: "ab", logprobs: [{ text: "a" }, { text: "b" }] });
  });
});
