import { describe, expect, it } from "vitest";
import { Input } from "../../../../../src/main/worker/output/input";
import { jsonText } from "../../../../../src/main/worker/output/json-text";

/** Feeds the text cut at one place; what was passed on before and after the cut, whether it was whole, and what stays unread. */
function read(text: string, cut = text.length) {
  const input = new Input();
  let passed = "";
  const parse = jsonText(input, (piece) => {
    passed += piece;
  });
  input.push(text.slice(0, cut), false);
  let step = parse.next();
  const early = passed;
  input.push(text.slice(cut), false);
  input.close("model");
  if (step.done !== true) step = parse.next();
  let rest = "";
  while (input.next !== "") rest += input.takeCharacter();
  return { isWhole: step.value, passed, early, rest };
}

/** As a model's pieces come: never inside a character. */
function cuts(text: string): readonly number[] {
  return Array.from(text, (_, index) => Array.from(text).slice(0, index).join("").length);
}

describe("jsonText", () => {
  it.each([
    String.raw`{"a": [1, -2.5e3, true, null, {}], "b\u00fc": "x\n\ud83d\ude42 🙂"}`,
    "[ ]",
    '  {"a" :{ }}',
    '{"command": "mkdir a/{b,c"}',
  ])("passes %s on as it is, however it is cut", (json) => {
    for (const cut of cuts(json))
      expect(read(`${json} rest`, cut)).toMatchObject({ isWhole: true, passed: json, rest: " rest" });
  });

  it("passes on what has come without waiting for more", () => {
    expect(read('{"text": "Hello, world"}', 16).early).toBe('{"text": "Hello,');
  });

  it.each([
    ['"a\nb\tc"', String.raw`"a\nb\tc"`],
    [String.raw`"it\'s"`, `"it's"`],
    [String.raw`"\d\u12"`, String.raw`"\\d\\u12"`],
    ["[True, False, None]", "[true, false, null]"],
    ['{{"a": {{"b": 1}}}}', '{"a": {"b": 1}}'],
  ])("repairs %s to %s", (text, json) => {
    for (const cut of cuts(text)) expect(read(text, cut)).toMatchObject({ isWhole: true, passed: json });
    expect(() => JSON.parse(json) as unknown).not.toThrow();
  });

  it.each([
    ['{"a": 1, b: 2}', '{"a": 1, ', "b: 2}"],
    ['{"a": "say "hi""}', '{"a": "say "', 'hi""}'],
    ["[1, 02]", "[1, ", "02]"],
    ["[1,, 2]", "[1,", ", 2]"],
    ['{"a" 1}', '{"a" ', "1}"],
    ['["\\', '["', "\\"],
    ["{", "{", ""],
  ])("stops in %s behind %s", (text, passed, rest) => {
    for (const cut of cuts(text)) expect(read(text, cut)).toMatchObject({ isWhole: false, passed, rest });
  });
});
