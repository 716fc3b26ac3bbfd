import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRawOutput } from "../../../support/gguf/scripted/read-raw-output";
import { writeScriptedModel, type ScriptedModel } from "../../../support/gguf/scripted/write-scripted-model";
import { temporaryFolder } from "../../../support/temporary-folder";

const calls =
  '<think>\nZürich "HB" 🙂: two calls.\n</think>\n\n<tool_call>\n{"name": "a", "arguments": {"x": "it\'s 🙂"}}\n</tool_call>\n' +
  '<tool_call>\n{"name": "a", "arguments": {"x": "it\'s 🙂"}}\n</tool_call>';

const scripted: ScriptedModel = {
  name: "Scripted",
  template: null,
  controls: ["<think>", "</think>", "<tool_call>", "</tool_call>", "<tool_response>", "<|im_start|>", "<|im_end|>"],
  turns: [
    { text: calls },
    { text: "Hello, hello, hello. <think></think><think>", when: { byte: 0xee } },
    { text: "Both are done.", when: { control: "<tool_response>" } },
  ],
  cut: "word",
  eos: "<|im_end|>",
};

const prompts = ["", "<|im_start|>assistant\n<think>", "x".repeat(3_000)].map((end) => `<|im_start|>user\nHi 🙂${end}`);

function written(model: ScriptedModel): string {
  const path = join(temporaryFolder(), "scripted.gguf");
  writeScriptedModel(path, model);
  return path;
}

describe("a scripted model", () => {
  it.each(["word", "byte"] as const)("writes its script after any prompt, cut by %s", async (cut) => {
    for (const output of await readRawOutput(written({ ...scripted, cut }), prompts)) {
      expect(output).toMatchObject({ text: calls, endToken: "<|im_end|>" });
      if (cut === "byte") expect(output.tokens).toBe(Buffer.byteLength(calls));
      else expect(output.tokens).toBeLessThan(calls.length);
    }
  });

  it("takes the turn whose condition the prompt meets, wherever it does", async () => {
    const far = "x".repeat(5_000);
    const outputs = await readRawOutput(written(scripted), [`\uE200${far}`, `<tool_response>${far}\uE200`, "plain"]);
    expect(outputs.map(({ text }) => text)).toEqual([scripted.turns[1]?.text, "Both are done.", calls]);
  });

  it("begins again when its own answer stays in the context, as a second turn does", async () => {
    const turn = "<|im_start|>user\nAnd now, once more?<|im_end|>\n<|im_start|>assistant\n<think>";
    const outputs = await readRawOutput(written(scripted), ["Hi", turn, turn], { keepContext: true });
    expect(outputs.map(({ text }) => text)).toEqual([calls, calls, calls]);
  });

  it("writes the same at temperature 1", async () => {
    const [output] = await readRawOutput(written(scripted), ["Hi"], { temperature: 1, seed: 7 });
    expect(output?.text).toBe(calls);
  });
});
