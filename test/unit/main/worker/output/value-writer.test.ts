import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../../../src/main/core/engine/conversation";
import { valueKind } from "../../../../../src/main/worker/output/value-kind";
import { ValueWriter } from "../../../../../src/main/worker/output/value-writer";

const root: JsonSchema = { $defs: { mood: { enum: ["good", "bad"] }, level: { enum: [1, 2] } } };

function written(schema: JsonSchema | undefined, text: string): { readonly early: string; readonly json: string } {
  let json = "";
  const writer = new ValueWriter(valueKind(schema, root), (piece) => {
    json += piece;
  });
  for (const character of text) writer.push(character);
  const early = json;
  writer.close();
  return { early, json };
}

describe("ValueWriter", () => {
  it.each<[JsonSchema | undefined, string, string]>([
    [{ type: "string" }, '"foo" 12\n', String.raw`"\"foo\" 12\n"`],
    [undefined, "12", '"12"'],
    [{ $ref: "#/$defs/mood" }, "good", '"good"'],
    [{ $ref: "#/$defs/level" }, "2", "2"],
    [{ type: "integer" }, " 12\n", "12"],
    [{ type: "boolean" }, "True", "true"],
    [{ type: "integer" }, "twelve", '"twelve"'],
    [{ type: "object" }, "{'a': True, 'b': [None, \"it's\"]}", `{"a": true, "b": [null, "it's"]}`],
    [{ type: "object" }, '{"a": 1.0}', '{"a": 1.0}'],
    [{ type: ["string", "null"] }, "None", "null"],
    [{ type: ["string", "null"] }, "12", '"12"'],
    [{ type: ["string", "null"] }, "nothing", '"nothing"'],
    [{ anyOf: [{ type: "string" }, { type: "integer" }] }, "12", "12"],
    [{ anyOf: [{ type: "string" }, { type: "integer" }] }, "[12]", '"[12]"'],
    [{ type: "number", nullable: true }, "null", "null"],
    [{}, '{"a": 1}', '{"a": 1}'],
    [{}, "text", '"text"'],
  ])("reads by %j the text %j as %s", (schema, text, json) => {
    expect(written(schema, text).json).toBe(json);
  });

  it("streams texts, and those that may be null as soon as they are not", () => {
    expect(written({ type: "string" }, "abc").early).toBe('"abc');
    expect(written({ anyOf: [{ type: "string" }, { type: "null" }] }, "nonsense").early).toBe('"nonsense');
    expect(written({ type: ["string", "null"] }, "nul").early).toBe("");
  });
});
