import { describe, expect, it } from "vitest";
import { parseModelfile } from "../../../../../../../src/main/core/gateway/dialects/ollama/create/modelfile";
import { ollamaDetails } from "../../../../../../../src/main/core/gateway/dialects/ollama/show";
import { fakeResident } from "../../../../../../fakes/handlers";
import { FakeLibrary } from "../../../../../../fakes/library";
import { presetOf } from "../../../../../../fakes/presets";

const details = await new FakeLibrary().details("tiny");

describe("a model in detail", () => {
  it("has template, metadata, context, and only capabilities that Ollama has", () => {
    expect(ollamaDetails({ details, resident: fakeResident(), preset: null })).toMatchObject({
      license: "MIT",
      parameters: "num_ctx 2048",
      template: "{{ messages }}",
      modelfile: "FROM tiny:q8_0\nTEMPLATE {{ messages }}",
      details: { parent_model: "", family: "llama" },
      capabilities: ["completion", "tools"],
      model_info: { "general.architecture": "llama", "general.parameter_count": 134_515_008 },
    });
    expect(ollamaDetails({ details, resident: undefined, preset: null }).parameters).toBe("");
  });

  it("says when it fills in", () => {
    const metadata = { ...details.metadata, "tokenizer.ggml.fim_pre_token_id": 5 };
    const shown = ollamaDetails({ details: { ...details, metadata }, resident: undefined, preset: null });
    expect(shown.capabilities).toContain("insert");
    expect(shown.template).toContain(".Suffix");
  });

  it("shows what a name adds, in lines that clients parse and in a Modelfile that says the same", () => {
    const preset = presetOf({
      system: 'Say "hm".\nAlways.',
      template: { written: "{{ .Prompt }}", jinja: "{{ x }}" },
      messages: [{ role: "user", content: "Hi" }],
      parameters: [
        { name: "num_ctx", value: "32768" },
        { name: "stop", value: "<|end|>" },
      ],
      licence: "Apache",
    });
    const shown = ollamaDetails({ details, resident: fakeResident(), preset });
    expect(shown).toMatchObject({
      system: 'Say "hm".\nAlways.',
      template: "{{ .Prompt }}",
      license: "Apache",
      messages: [{ role: "user", content: "Hi" }],
      parameters: 'num_ctx 32768\nstop "<|end|>"',
      details: { parent_model: "tiny:q8_0" },
    });
    expect(parseModelfile(shown.modelfile)).toEqual([
      { name: "FROM", value: "tiny:q8_0" },
      { name: "TEMPLATE", value: "{{ .Prompt }}" },
      { name: "SYSTEM", value: 'Say "hm".\nAlways.' },
      { name: "PARAMETER", value: "num_ctx 32768" },
      { name: "PARAMETER", value: "stop <|end|>" },
      { name: "MESSAGE", value: "user Hi" },
      { name: "LICENSE", value: "Apache" },
    ]);
  });
});
