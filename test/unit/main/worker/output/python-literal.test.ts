import { expect, it } from "vitest";
import { Input } from "../../../../../src/main/worker/output/input";
import { pythonLiteral } from "../../../../../src/main/worker/output/python-literal";

/** The JSON text and what is left unread; null where it breaks off. */
function read(text: string): readonly [string | null, string] {
  const input = new Input();
  input.push(text, false);
  input.close("model");
  let json = "";
  const step = pythonLiteral(input, (piece) => (json += piece)).next();
  return [step.value === true ? json : null, text.slice(input.position)];
}

it.each([
  ["12,", "12"],
  ["-0.5)", "-0.5"],
  ["+3]", "3"],
  [".5,", "0.5"],
  ["1_000,", "1000"],
  ["12345678901234567890,", "12345678901234567890"],
  ["1e3,", "1e3"],
  ["True,", "true"],
  ["None)", "null"],
  ["null)", "null"],
  ["'a',", '"a"'],
  ['"a\\"b",', String.raw`"a\"b"`],
  [String.raw`'\x41\u00fc\U0001f642\q',`, String.raw`"Aü🙂\\q"`],
  [String.raw`'\ud83d\ude42',`, String.raw`"\ud83d\ude42"`],
  ["'it's',", '"it\'s"'],
  ["[1, 'a', (2, 3),],", '[1, "a", [2, 3]]'],
  ["{'a': 1, 2: {}}]", '{"a": 1, "2": {}}'],
])("reads %s", (text, json) => {
  expect(read(text)).toEqual([json, text.at(-1)]);
});

it.each(["", "word,", "'open", "[1", "{'a' 1}", "1.2.3,", "{1,2}"])("refuses %s", (text) => {
  expect(read(text)[0]).toBeNull();
});
