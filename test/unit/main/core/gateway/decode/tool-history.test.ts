import { describe, expect, it } from "vitest";
import {
  callText,
  joinResults,
  resultText,
  withCalls,
} from "../../../../../../src/main/core/gateway/decode/tool-history";

describe("tool history as text", () => {
  it("names calls and results", () => {
    expect(withCalls("Let me look.", [callText("read", '{"path":"a"}')])).toBe(
      'Let me look.\n[called read with {"path":"a"}]',
    );
    expect(withCalls("", [])).toBe("");
    expect(resultText("read", "content")).toBe("[result of read]\ncontent");
  });

  it("joins results in a row into one message, and nothing else", () => {
    expect(
      joinResults([
        { role: "user", content: "a" },
        { role: "user", content: "b" },
        { role: "user", content: "r1", isResult: true },
        { role: "user", content: "r2", isResult: true },
        { role: "assistant", content: "c" },
        { role: "user", content: "r3", isResult: true },
      ]),
    ).toEqual([
      { role: "user", content: "a" },
      { role: "user", content: "b" },
      { role: "user", content: "r1\n\nr2" },
      { role: "assistant", content: "c" },
      { role: "user", content: "r3" },
    ]);
  });
});
