import { describe, expect, it } from "vitest";
import {
  ollamaDetails,
  ollamaResident,
  ollamaTag,
  parameterSize,
} from "../../../../../../../src/main/core/gateway/dialects/ollama/models";
import { fakeResident } from "../../../../../../fakes/handlers";
import { FakeLibrary, fakeModel } from "../../../../../../fakes/library";

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

  it("in detail have the template, the metadata, and only capabilities that Ollama has", async () => {
    const shown = ollamaDetails(await new FakeLibrary().details("tiny"), fakeResident());
    expect(shown).toMatchObject({
      license: "MIT",
      parameters: "num_ctx 2048",
      template: "{{ messages }}",
      details,
      capabilities: ["completion", "tools"],
      model_info: { "general.architecture": "llama", "general.parameter_count": 134_515_008 },
    });
    expect(ollamaDetails(await new FakeLibrary().details("tiny"), undefined).parameters).toBe("");
  });

  it.each([
    [7_600_000_000, "7.6B"],
    [134_515_008, "134.5M"],
    [260_000, "260.0K"],
    [12, "12"],
  ])("write %d parameters as %s", (parameters, text) => expect(parameterSize(parameters)).toBe(text));
});
