import { describe, expect, it } from "vitest";
import { parseModelfile } from "../../../../../../../../src/main/core/gateway/dialects/ollama/create/modelfile";

describe("parseModelfile", () => {
  it("reads instructions, quotes over lines, and leaves comments out", () => {
    const text = `# a comment
from tiny:q8_0

  PARAMETER temperature 0.5
PARAMETER stop "<|im_end|>"
SYSTEM """You are "Mario".
# no comment
"""
TEMPLATE "{{ .Prompt }}"
MESSAGE user """Who
are you?"""
LICENSE MIT\r
# the end`;
    expect(parseModelfile(text)).toEqual([
      { name: "FROM", value: "tiny:q8_0" },
      { name: "PARAMETER", value: "temperature 0.5" },
      { name: "PARAMETER", value: "stop <|im_end|>" },
      { name: "SYSTEM", value: 'You are "Mario".\n# no comment\n' },
      { name: "TEMPLATE", value: "{{ .Prompt }}" },
      { name: "MESSAGE", value: "user Who\nare you?" },
      { name: "LICENSE", value: "MIT" },
    ]);
  });

  it.each([
    ["FROM a\nRUN rm", /line 2/],
    ["FROM", /line 1/],
    ['FROM a\n\nSYSTEM """open', /line 3/],
  ])("names the line that it cannot read in %j", (text, line) => {
    expect(() => parseModelfile(text)).toThrow(line);
  });
});
