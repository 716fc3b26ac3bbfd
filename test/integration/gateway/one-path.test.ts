import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { writeScriptedModel } from "../../support/gguf/scripted/write-scripted-model";
import { writeTinyLlama } from "../../support/gguf/write-tiny-llama";
import { oneDialects, type OneAnswer, type OneRequest } from "../../support/one-request";
import { realTemplates } from "../../support/real-templates";
import { ServedTresor } from "../../support/served-tresor";

const chatTemplate = realTemplates()?.get("Qwen-Qwen3-0.6B") ?? null;
const ask = { user: "What is the weather in Bonn?" };
const usual: OneRequest = { turns: [ask], maxTokens: 12, thinking: false };
const schema = {
  type: "object",
  properties: { sunny: { type: "boolean" }, city: { enum: ["Bonn", "Ulm"] } },
  required: ["sunny", "city"],
  additionalProperties: false,
};
const history = [{ user: "Good day" }, { assistant: "Good day to you." }, ask];
const looked = [ask, { city: "Bonn", result: "Rain, 9 °C" }];

/** The model's numbers are random, so its text follows from every token of the prompt. */
const features: Readonly<Record<string, OneRequest>> = {
  "a question": usual,
  "a system text": { ...usual, system: "You are brief.\nAlways." },
  "a history": { ...usual, system: "You are brief.", turns: history },
  "tools that are offered": { ...usual, tools: true },
  "a call in the history": { ...usual, tools: true, system: "Use the tool.", turns: looked },
  "a limit of one token": { ...usual, maxTokens: 1 },
};

/** In a prompt this makes the scripted model write JSON; its first byte is in no template. */
const asksForJson = "\uE200";
const json = '{"sunny": false, "city": "Ulm"}';
const call = '<tool_call>\n{"name": "weather", "arguments": {"city": "Ulm"}}\n</tool_call>';

describe.skipIf(chatTemplate === null)(
  "the same request in each dialect (skipped without git and the bundle of llama.cpp)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tresor-one-path-"));
    const others = Object.keys(oneDialects).filter((name) => name !== "chat");
    let tresor: ServedTresor;

    beforeAll(async () => {
      mkdirSync(join(folder, "models"));
      const sizes = { layers: 2, width: 64, heads: 4, keyValueHeads: 2, feedForward: 96, context: 2_048 };
      writeTinyLlama({ path: join(folder, "models", "random.gguf"), ...sizes, type: "F16", seed: 7, chatTemplate });
      writeScriptedModel(join(folder, "models", "scripted.gguf"), {
        name: "Scripted",
        template: chatTemplate,
        turns: [{ text: call }, { text: json, when: { byte: 0xee } }],
        cut: "word",
        eos: "<|im_end|>",
      });
      tresor = await ServedTresor.start(folder, ["--no-demo", "--slots", "1"]);
    });

    afterAll(async () => {
      await tresor.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    });

    async function post(path: string, body: object): Promise<Response> {
      return await fetch(`${tresor.ready.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    }

    async function answerTo(
      name: string,
      request: OneRequest,
      context: TestContext,
      model = "random",
    ): Promise<OneAnswer> {
      const dialect = oneDialects[name];
      if (dialect === undefined) throw new Error(`There is no dialect ${name}.`);
      const response = await post(dialect.path, dialect.body(request, model));
      const answer = (await response.json()) as object;
      const isMissing = response.status === 404 && JSON.stringify(answer).includes(`There is no POST ${dialect.path}`);
      context.skip(isMissing, `${dialect.path} is not built yet`);
      if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      return dialect.read(answer as never);
    }

    describe.each(Object.entries(features))("with %s", (_feature, request) => {
      it.for(others)("is one in %s and in chat", async (name, context) => {
        const answer = await answerTo(name, request, context);
        const expected = await answerTo("chat", request, context);
        expect(answer).toEqual(expected);
        expect(expected.promptTokens).toBeGreaterThan(10);
        expect(expected.text.length + expected.calls.length).toBeGreaterThan(0);
      });
    });

    it.for(others)("forces a call in %s as in chat", async (name, context) => {
      const request = { ...usual, tools: true, forced: true, maxTokens: 100 };
      const expected = await answerTo("chat", request, context, "scripted");
      expect(expected.calls).toEqual([{ name: "weather", arguments: { city: "Ulm" } }]);
      const answer = await answerTo(name, request, context, "scripted");
      // Ollama can demand a call, but not name one: the scripted model then writes the same again until its tokens are used up.
      const first = { ...answer, text: "", calls: answer.calls.slice(0, 1) };
      expect(name === "ollama" ? first : answer).toEqual(expected);
    });

    it.for(others)("follows a schema in %s as in chat", async (name, context) => {
      const request = { ...usual, turns: [{ user: asksForJson }], schema, maxTokens: 100 };
      const expected = await answerTo("chat", request, context, "scripted");
      expect(JSON.parse(expected.text)).toEqual(JSON.parse(json));
      expect(await answerTo(name, request, context, "scripted")).toEqual(expected);
    });

    it.for(others)("stops in %s where it stops in chat", async (name, context) => {
      const { text } = await answerTo("chat", usual, context);
      const stop = text.slice(5, 8);
      const expected = await answerTo("chat", { ...usual, stop }, context);
      expect(text.startsWith(expected.text) && !expected.text.includes(stop)).toBe(true);
      expect(await answerTo(name, { ...usual, stop }, context)).toEqual(expected);
    });

    it.for(["chat", ...others])("adds in %s what a name adds", async (name, context) => {
      const system = "You are Mario.";
      const create = { model: "mario", from: "random", system, parameters: { num_predict: 7 }, stream: false };
      const headers = { authorization: `Bearer ${tresor.adminToken}` };
      const created = await fetch(`${tresor.ready.url}/api/create`, {
        method: "POST",
        headers,
        body: JSON.stringify(create),
      });
      expect(await created.json()).toEqual({ status: "success" });
      const inline = await answerTo("chat", { ...usual, system }, context);
      const named = await answerTo(name, usual, context, "mario");
      expect(named.promptTokens).toBe(inline.promptTokens);
      expect(named.text).toBe(inline.text);
    });

    it("takes a raw prompt in completions as in generate", async () => {
      const prompt = "<|im_start|>user\nWhat is it?";
      const completion = await post("/v1/completions", { model: "random", prompt, temperature: 0, max_tokens: 8 });
      const completed = (await completion.json()) as {
        readonly choices: readonly [{ readonly text: string }];
        readonly usage: { readonly prompt_tokens: number };
      };
      const options = { temperature: 0, num_predict: 8 };
      const generation = await post("/api/generate", { model: "random", prompt, raw: true, stream: false, options });
      expect(await generation.json()).toMatchObject({
        response: completed.choices[0].text,
        prompt_eval_count: completed.usage.prompt_tokens,
      });
    });

    it("renders a template in Go's language as the model would", async () => {
      const template =
        "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n<|im_start|>assistant\n";
      const body = { model: "random", prompt: ask.user, stream: false, options: { temperature: 0, num_predict: 8 } };
      const own = (await (await post("/api/generate", body)).json()) as { readonly response: string };
      const brought = await post("/api/generate", { ...body, template });
      expect(await brought.json()).toMatchObject({ response: own.response });
      const other = await post("/api/generate", { ...body, template: "Q: {{ .Prompt }}" });
      expect(((await other.json()) as { readonly response: string }).response).not.toBe(own.response);
    });
  },
);
