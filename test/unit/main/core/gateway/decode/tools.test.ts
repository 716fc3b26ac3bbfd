import { describe, expect, it } from "vitest";
import { decodeFunctions, decodeTools } from "../../../../../../src/main/core/gateway/decode/tools";

const offered = ["f", "g", "h"].map((name) => ({ type: "function", function: { name } }));
const choose = (choice: unknown) => decodeTools(offered, choice);

describe("decodeTools", () => {
  it("reads functions; without parameters they take an empty object", () => {
    const parameters = { type: "object", properties: { a: { type: "string" } } };
    const none = { type: "object", properties: {} };
    expect(
      decodeTools(
        [
          { type: "function", function: { name: "f", description: "F.", parameters, strict: true } },
          { type: "function", function: { name: "g", parameters: null, strict: false } },
          { function: { name: "h", description: null, parameters: {} } },
        ],
        undefined,
      ),
    ).toEqual({
      tools: [
        { name: "f", description: "F.", parameters, strict: true },
        { name: "g", parameters: none },
        { name: "h", parameters: none },
      ],
      toolChoice: undefined,
      ignored: [],
    });
  });

  it.each<[unknown, object | undefined]>([
    [undefined, undefined],
    [null, undefined],
    ["auto", { type: "auto" }],
    ["none", { type: "none" }],
    ["required", { type: "required" }],
    ["any", { type: "required" }],
    [
      { type: "function", function: { name: "g" } },
      { type: "named", name: "g" },
    ],
    [
      { type: "function", name: "g" },
      { type: "named", name: "g" },
    ],
  ])("reads the choice %j", (choice, toolChoice) => expect(choose(choice).toolChoice).toEqual(toolChoice));

  it("shows the model only the tools that are allowed", () => {
    const names = ["h", "f"].map((name) => ({ type: "function", function: { name } }));
    const decoded = choose({ type: "allowed_tools", allowed_tools: { mode: "required", tools: names } });
    expect(decoded.tools.map(({ name }) => name)).toEqual(["f", "h"]);
    expect(decoded.toolChoice).toEqual({ type: "required" });
  });

  it("takes a choice without tools for what it is", () => {
    expect(decodeTools([], "auto").toolChoice).toEqual({ type: "auto" });
    expect(() => decodeTools([], "required")).toThrow(expect.objectContaining({ details: { field: "tool_choice" } }));
  });

  it.each<[string, unknown, unknown]>([
    ["tools", {}, undefined],
    ["tools.0", ["f"], undefined],
    ["tools.0.function", [{ type: "function" }], undefined],
    ["tools.0.function.name", [{ type: "function", function: { name: "" } }], undefined],
    ["tools.0.function.parameters", [{ type: "function", function: { name: "f", parameters: "{}" } }], undefined],
    ["tool_choice", offered, "sometimes"],
    ["tool_choice.function.name", offered, { type: "function", function: { name: "unknown" } }],
    [
      "tool_choice.allowed_tools.tools.0.function.name",
      offered,
      {
        type: "allowed_tools",
        allowed_tools: { mode: "auto", tools: [{ type: "function", function: { name: "x" } }] },
      },
    ],
  ])("names the field %s", (field, tools, choice) => {
    expect(() => decodeTools(tools, choice)).toThrow(
      expect.objectContaining({ code: "invalid_request", details: { field } }),
    );
  });

  it("does not know custom calls", () => {
    expect(() => choose({ type: "custom", custom: { name: "f" } })).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field: "tool_choice.type" } }),
    );
  });
});

describe("decodeFunctions", () => {
  it("names the field when the choice is not offered", () => {
    expect(() => decodeFunctions([{ name: "f" }], { name: "g" })).toThrow(
      expect.objectContaining({ details: { field: "function_call.name" } }),
    );
  });
});
