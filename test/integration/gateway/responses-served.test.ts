import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import type { Response, ResponseInput, ResponseOutputItem } from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeScriptedModel } from "../../support/gguf/scripted/write-scripted-model";
import { bothCalls, sampleTools } from "../../support/output/shared-pieces";
import { templateScripts } from "../../support/gguf/scripted/template-scripts";
import { realTemplates } from "../../support/real-templates";
import { ServedTresor } from "../../support/served-tresor";

const templateName = "Qwen-Qwen3-0.6B";
const template = realTemplates()?.get(templateName);
const script = templateScripts.get(templateName);

const tools = sampleTools.map(({ name, parameters }) => ({
  type: "function" as const,
  name,
  description: `Does ${name}.`,
  parameters: parameters as Record<string, unknown>,
  strict: false,
}));
const question = { role: "user" as const, content: "Both, please." };
const request = { model: "agent", instructions: "Be brief.", tools, temperature: 0 };

describe.skipIf(template === undefined || script === undefined)(
  "responses and completions of a real engine (skipped without git and the bundle of llama.cpp)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tresor-responses-"));
    let tresor: ServedTresor;
    let openai: OpenAI;
    let first: Response;

    beforeAll(async () => {
      const modelsDirectory = join(folder, "models");
      mkdirSync(modelsDirectory);
      writeScriptedModel(join(modelsDirectory, "agent.gguf"), {
        name: "agent",
        template: template ?? null,
        controls: script?.controls ?? [],
        // Once a result is there, the answer.
        turns: [{ text: script?.text ?? "" }, { text: "Done.", when: { control: "<tool_response>" } }],
        cut: "word",
        eos: script?.eos ?? "",
      });
      writeScriptedModel(join(modelsDirectory, "coder.gguf"), {
        name: "coder",
        template: null,
        controls: ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"],
        turns: [{ text: "no" }, { text: "return 1", when: { control: "<|fim_middle|>" } }],
        cut: "word",
        eos: "</s>",
      });
      const flags = [
        "--models-dir",
        modelsDirectory,
        "--no-demo",
        "--seal",
        "off",
        "--context",
        "8192",
        "--slots",
        "1",
      ];
      tresor = await ServedTresor.start(join(folder, "data"), flags);
      openai = new OpenAI({ baseURL: `${tresor.ready.url}/v1`, apiKey: "none", maxRetries: 0, timeout: 60_000 });
      const stream = openai.responses.stream({ ...request, input: [question] });
      first = await stream.finalResponse();
    });

    afterAll(async () => {
      await tresor.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    });

    const callsOf = (output: readonly ResponseOutputItem[]) => output.filter((item) => item.type === "function_call");
    const resultsOf = (output: readonly ResponseOutputItem[]): ResponseInput =>
      callsOf(output).map((call) => ({ type: "function_call_output", call_id: call.call_id, output: "fine" }));

    it("come with reasoning and calls, the same in one piece and as a stream", async () => {
      const whole = await openai.responses.create({ ...request, input: [question] });
      for (const { output, status } of [first, whole]) {
        expect(status).toBe("completed");
        expect(output.map(({ type }) => type)).toEqual(["reasoning", "function_call", "function_call"]);
        const calls = callsOf(output).map((call) => ({
          name: call.name,
          arguments: JSON.parse(call.arguments) as unknown,
        }));
        expect(calls).toEqual(bothCalls);
      }
    });

    it("read the same prompt as a chat of the same conversation", async () => {
      const chat = await openai.chat.completions.create({
        model: "agent",
        temperature: 0,
        messages: [{ role: "system", content: "Be brief." }, question],
        tools: tools.map(({ name, description, parameters }) => ({
          type: "function" as const,
          function: { name, description, parameters },
        })),
      });
      expect(first.usage).toMatchObject({
        input_tokens: chat.usage?.prompt_tokens,
        output_tokens: chat.usage?.completion_tokens,
      });
      const { model, instructions } = request;
      const counted = await openai.responses.inputTokens.count({ model, instructions, tools, input: [question] });
      expect(counted).toMatchObject({
        input_tokens: first.usage?.input_tokens,
      });
      expect(chat.usage?.prompt_tokens_details?.cached_tokens).toBeGreaterThan((first.usage?.input_tokens ?? 0) - 16);
    });

    it("go on after results of tools, and read only what is new", async () => {
      const { output } = first;
      const input = [question, ...output, ...resultsOf(output)] as ResponseInput;
      const second = await openai.responses.create({ ...request, input, store: false });
      expect(second.output_text).toBe("Done.");
      expect(second.usage?.input_tokens_details.cached_tokens).toBeGreaterThanOrEqual(first.usage?.input_tokens ?? 0);
      const chained = { ...request, previous_response_id: first.id, input: resultsOf(output) };
      const third = await openai.responses.create(chained);
      expect(third.output_text).toBe("Done.");
      expect(third.usage?.input_tokens).toBe(second.usage?.input_tokens);
    });

    it("are told that a prompt is too long by the name that agents know", async () => {
      const asking = openai.responses.create({ ...request, input: "word ".repeat(20_000), stream: true });
      await expect(asking).rejects.toMatchObject({ status: 400, code: "context_length_exceeded" });
    });

    it("load a model by an empty input", async () => {
      const answer = await openai.responses.create({ model: "agent", input: "", max_output_tokens: 1 });
      expect(answer).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
    });

    it("fill in with a model that has the marks for it, and refuse it with one that has not", async () => {
      const gap = { prompt: "def one():", suffix: "# end" };
      const filled = await openai.completions.create({ model: "coder", ...gap });
      expect(filled.choices[0]?.text).toBe("return 1");
      const asking = openai.completions.create({ model: "agent", ...gap });
      await expect(asking).rejects.toMatchObject({ status: 400, param: "suffix" });
    });

    it("complete several prompts in one answer", async () => {
      const answer = await openai.completions.create({ model: "agent", prompt: ["a", "b"], echo: true, max_tokens: 2 });
      expect(answer.choices.map(({ text, index }) => [index, text.slice(0, 1)])).toEqual([
        [0, "a"],
        [1, "b"],
      ]);
    });
  },
);
