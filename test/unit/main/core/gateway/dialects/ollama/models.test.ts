import { describe, expect, it } from "vitest";
import {
  ollamaResident,
  ollamaTag,
  ollamaTags,
  parameterSize,
} from "../../../../../../../src/main/core/gateway/dialects/ollama/models";
import { fakeResident } from "../../../../../../fakes/handlers";
import { fakeModel } from "../../../../../../fakes/library";
import { presetOf } from "../../../../../../fakes/presets";

const details = {
  parent_model: "",
  format: "gguf",
  family: "llama",
  families: ["llama"],
  parameter_size: "134.5M",
  quantization_level: "Q8_0",
};

describe("models as Ollama lists them", () => {
  it("have a name twice, a bare digest, and nothing that is null", () => {
    expect(ollamaTag(fakeModel())).toEqual({
      name: "tiny:q8_0",
      model: "tiny:q8_0",
      modified_at: "2026-11-20T12:00:00.000Z",
      size: 1_234_567,
      digest: "ab".repeat(32),
      details,
    });
    expect(Object.values(ollamaTag(fakeModel({ digest: null })))).not.toContain(null);
  });

  it("are followed by the names that lead to them, each with the time of what it adds", () => {
    const modifiedAt = "2026-11-21T12:00:00.000Z";
    const presets = { of: (name: string) => (name === "mario" ? presetOf({ modifiedAt }) : null) };
    const tags = ollamaTags([fakeModel({ aliases: ["code", "mario"] })], presets);
    expect(tags.map(({ name, modified_at, details: { parent_model } }) => [name, modified_at, parent_model])).toEqual([
      ["tiny:q8_0", "2026-11-20T12:00:00.000Z", ""],
      ["code:latest", "2026-11-20T12:00:00.000Z", "tiny:q8_0"],
      ["mario:latest", modifiedAt, "tiny:q8_0"],
    ]);
  });

  it("when resident have a date of expiry with an offset, and what they measure", () => {
    expect(ollamaResident(fakeResident(), fakeModel())).toMatchObject({
      size: 100,
      size_vram: 100,
      context_length: 2_048,
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as string,
      details,
    });
    const { memory } = fakeResident();
    expect(ollamaResident(fakeResident({ expiresAt: "2026-11-20T12:05:00.000Z" }), fakeModel()).expires_at).toBe(
      "2026-11-20T12:05:00.000+00:00",
    );
    expect(ollamaResident(fakeResident({ memory: { ...memory, measuredBytes: 90 } }), fakeModel()).size).toBe(90);
  });

  it.each([
    [7_600_000_000, "7.6B"],
    [134_515_008, "134.5M"],
    [260_000, "260.0K"],
    [12, "12"],
  ])("write %d parameters as %s", (parameters, text) => expect(parameterSize(parameters)).toBe(text));
});
