import { expect, it } from "vitest";
import { familyOf } from "../../../../../src/main/worker/output/families";
import type { OutputEvent, OutputStart } from "../../../../../src/main/worker/output/output-parser";
import { sampleTools } from "../../../../support/output/shared-pieces";

const call = '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Bern"}}\n</tool_call>';

function hermes(start: Partial<OutputStart> = {}) {
  const usual = { insideReasoning: false, reasoningIsOff: false, tools: sampleTools, parallelCalls: true };
  return familyOf("<tool_call>").parser({ ...usual, ...start });
}

function types(events: readonly OutputEvent[]): string {
  return events
    .map((event) => (event.type === "content" || event.type === "reasoning" ? event.text : event.type))
    .join("|");
}

it("holds back no more than what may become a marker", () => {
  const parser = hermes();
  expect(types(parser.push("a < b, <tool", false))).toBe("a < b,");
  expect(types(parser.push("box> ", false))).toBe(" <toolbox>");
  expect(types(parser.end("model"))).toBe(" ");
});

it("streams arguments while the call is being written", () => {
  const parser = hermes();
  parser.push('<tool_call>{"name": "get_weather", "arguments": {"city": "Be', false);
  expect(parser.push("rn, and", false)).toEqual([{ type: "arguments", text: "rn, and" }]);
});

it("says while it goes on whether the text is reasoning", () => {
  const parser = hermes({ insideReasoning: true });
  expect(parser.isReasoning).toBe(true);
  parser.push("Hm.</think>", false);
  expect(parser.isReasoning).toBe(false);
  parser.push("<think>Again.", false);
  expect(parser.isReasoning).toBe(true);
  parser.push(call, false);
  expect(parser.isReasoning).toBe(false);
});

it("is complete after the one call that was asked for, and where results are made up", () => {
  const single = hermes({ parallelCalls: false });
  expect(types(single.push(`${call}\n${call}`, false))).toBe("callBegin|arguments|callEnd");
  expect(single.isComplete).toBe(true);
  expect(single.end("model")).toEqual([]);
  const inventive = hermes();
  expect(types(inventive.push(`${call}\n<tool_response>{"temperature": 3}`, false))).toBe(
    "callBegin|arguments|callEnd",
  );
  expect(inventive.isComplete).toBe(true);
});

it("takes markers in code for text, unless they are tokens", () => {
  const text = hermes();
  expect(types([...text.push("`<think>` is a tag", false), ...text.end("model")])).toBe("`<think>` is a tag");
  const tokens = hermes();
  const events = ["`", "<think>", "Hm.", "</think>", "Yes."].flatMap((piece) =>
    tokens.push(piece, piece.includes("think")),
  );
  expect(types(events)).toBe("`|Hm.|Yes.");
});

it("lets what never became a call be content, to the letter", () => {
  for (const raw of [
    '<tool_call>{"name": "get_w',
    "<tool_call>\n{broken}\n</tool_call>",
    "Use <tool_call> and </tool_call>.",
    '{"name": "unknown", "arguments": {}}',
    '```json\n{"name": "unknown"}\n```',
  ]) {
    const parser = hermes();
    expect(types([...parser.push(raw, false), ...parser.end("length")])).toBe(raw);
  }
});

it("gives a call that breaks no end, and goes on with the rest as content", () => {
  const parser = hermes();
  const events = parser.push(
    '<tool_call>{"name": "get_weather", "arguments": {"city": oops}}</tool_call> Sorry.',
    false,
  );
  expect(events.map(({ type }) => type)).toEqual(["callBegin", "arguments", "content"]);
  expect(types(events.slice(2))).toBe("oops}}</tool_call> Sorry.");
});

it("keeps reasoning and calls apart from white space around them", () => {
  const parser = hermes();
  const raw = `\n<think>\n\n a\n\n b \n</think>\n\n c \n\n${call}\n`;
  expect(types([...parser.push(raw, false), ...parser.end("model")])).toBe("\n a\n\n b|c|callBegin|arguments|callEnd");
});
