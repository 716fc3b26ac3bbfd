import { describe, expect, it } from "vitest";
import { decodeCreate } from "../../../../../../../../src/main/core/gateway/dialects/ollama/create/decode-create";
import {
  addsNothing,
  presetParts,
} from "../../../../../../../../src/main/core/gateway/dialects/ollama/create/preset-parts";

const digest = `sha256:${"ab".repeat(32)}`;

describe("a body of create", () => {
  it("means the same with fields and with a Modelfile", () => {
    const fields = {
      model: "mario",
      from: "tiny",
      system: "You are Mario.",
      template: "{{ .Prompt }}",
      license: ["MIT", "too"],
      parameters: { temperature: 0.5, stop: ["A", "B"], num_ctx: 4_096 },
      messages: [{ role: "user", content: "Who?" }],
    };
    const modelfile = `FROM tiny
SYSTEM You are Mario.
TEMPLATE """{{ .Prompt }}"""
LICENSE MIT
LICENSE too
PARAMETER temperature 0.5
PARAMETER stop A
PARAMETER num_ctx 4096
PARAMETER stop B
MESSAGE user Who?`;
    expect(decodeCreate({ name: "mario", modelfile })).toEqual(decodeCreate(fields));
    const { parts, ignored } = presetParts(decodeCreate(fields));
    expect(ignored).toEqual([]);
    expect(parts).toEqual({
      system: "You are Mario.",
      template: { written: "{{ .Prompt }}", jinja: expect.stringContaining("ns.prompt") as string },
      messages: [{ role: "user", content: "Who?" }],
      sampling: { temperature: 0.5 },
      stop: ["A", "B"],
      context: 4_096,
      licence: "MIT\ntoo",
      parameters: [
        { name: "temperature", value: "0.5" },
        { name: "stop", value: "A" },
        { name: "stop", value: "B" },
        { name: "num_ctx", value: "4096" },
      ],
    });
  });

  it("names files by their digests", () => {
    expect(decodeCreate({ model: "m", files: { "m.gguf": digest } })).toMatchObject({ from: null, files: [digest] });
    expect(decodeCreate({ model: "m", modelfile: `FROM @${digest}` })).toMatchObject({ from: null, files: [digest] });
    expect(addsNothing(presetParts(decodeCreate({ model: "m", files: { a: digest } })).parts)).toBe(true);
  });

  it.each<[string, object]>([
    ["model", { from: "tiny" }],
    ["from", { model: "m" }],
    ["quantize", { model: "m", from: "tiny", quantize: "q4_K_M" }],
    ["path", { model: "m", path: "/etc/passwd" }],
    ["adapters", { model: "m", from: "tiny", adapters: { a: digest } }],
    ["modelfile: ADAPTER", { model: "m", modelfile: "FROM tiny\nADAPTER ./a" }],
    ["files", { model: "m", files: { a: "sha256:../../x" } }],
    ["files", { model: "m", files: { a: digest, b: digest } }],
    ["modelfile: FROM", { model: "m", modelfile: "FROM sha256:abc" }],
    ["messages.0", { model: "m", from: "tiny", messages: ["Hi"] }],
    ["license", { model: "m", from: "tiny", license: [1] }],
  ])("is refused for %s", (field, body) => {
    expect(() => decodeCreate(body)).toThrow(expect.objectContaining({ details: { field } }));
  });

  it.each<[string, object]>([
    ["parameters", { parameters: { temprature: 1 } }],
    ["temperature", { parameters: { temperature: "hot" } }],
    ["messages.0.role", { messages: [{ role: "tool", content: "" }] }],
    ["template", { template: "{{ .Nothing }}" }],
  ])("is refused for %s in what it adds", (field, change) => {
    const wish = decodeCreate({ model: "m", from: "tiny", ...change });
    expect(() => presetParts(wish)).toThrow(expect.objectContaining({ details: { field } }));
  });

  it("takes a template in Jinja as it is, and tells parameters without effect", () => {
    const wish = decodeCreate({
      model: "m",
      from: "tiny",
      template: "{% if a %}{% endif %}",
      parameters: { mirostat: 1 },
    });
    expect(presetParts(wish)).toMatchObject({
      parts: { template: { jinja: "{% if a %}{% endif %}" } },
      ignored: ["parameters.mirostat"],
    });
  });
});
