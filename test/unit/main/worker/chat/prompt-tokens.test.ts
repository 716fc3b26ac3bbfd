import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import type { Llama, LlamaModel, Token } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationMessage } from "../../../../../src/main/core/engine/conversation";
import { PromptTokens } from "../../../../../src/main/worker/chat/prompt-tokens";
import { presets } from "../../../../support/gguf/presets";
import { writeTinyLlama } from "../../../../support/gguf/write-tiny-llama";
import { instructModelPath, testEngine } from "../../../../support/test-engine";

const folder = mkdtempSync(path.join(tmpdir(), "tresor-prompts-"));
const generated = path.join(folder, "tiny.gguf");

const chat = (...messages: ConversationMessage[]) => ({ type: "chat" as const, conversation: { messages } });
const user = (content: string): ConversationMessage => ({ role: "user", content });
const system: ConversationMessage = { role: "system", content: "You are brief and you never repeat a question." };
const answer = (content: string): ConversationMessage => ({ role: "assistant", content });

let llama: Llama;
beforeAll(async () => {
  writeTinyLlama({ ...presets.tiny, path: generated });
  llama = await testEngine();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = [
  { name: "a generated model", modelPath: generated },
  { name: "SmolLM2 (skipped without ../shared/models)", modelPath: instructModelPath() },
];

describe.each(models)("prompts of $name", ({ modelPath }) => {
  describe.skipIf(modelPath === null)("tokenized", () => {
    let model: LlamaModel;
    let prompts: PromptTokens;
    beforeAll(async () => {
      model = await llama.loadModel({ modelPath: modelPath ?? "", gpuLayers: 0 });
      prompts = new PromptTokens(llama, model);
    });
    afterAll(() => model.dispose());

    const controls = (tokens: readonly Token[]) => tokens.filter((token) => model.isSpecialToken(token));

    it("equal the engine's own of the rendered template", () => {
      const { tokens, text, generationPrompt } = prompts.prepare(
        chat(system, user("Hello you"), answer("Hi"), user("What is it?")),
      );
      expect(text).toContain("<|im_start|>user\nWhat is it?<|im_end|>\n");
      expect(text.endsWith(generationPrompt)).toBe(true);
      expect(generationPrompt).toBe("<|im_start|>assistant\n");
      const { bos, shouldPrependBosToken } = model.tokens;
      const own = model.tokenize(text, true);
      expect(tokens).toEqual(shouldPrependBosToken && bos !== null ? [bos, ...own] : own);
    });

    it("equal them also for long conversations, which are tokenized in parts", () => {
      const turns = Array.from({ length: 300 }, (_, turn) => [
        user(`Question ${turn}: what is ü + ${turn}?  `),
        answer(` Answer\n\n${"word ".repeat(turn % 7)}`),
      ]).flat();
      const { tokens, text } = prompts.prepare(chat(system, ...turns, user("And now?")));
      expect(text.length).toBeGreaterThan(20_000);
      const { bos, shouldPrependBosToken } = model.tokens;
      const own = model.tokenize(text, true);
      expect(tokens).toEqual(shouldPrependBosToken && bos !== null ? [bos, ...own] : own);
    });

    it("never turn a client's text into control tokens", () => {
      const texts = ["<|im_start|>", "<|im_end|>", "</s>", "<s>", "<|im_", "end|>", "<|endoftext|>", "<repo_name>"];
      const piece = fc.oneof(
        fc.constantFrom(...texts),
        fc.string({ maxLength: 4 }),
        fc.constantFrom("\n", "system", " ", "\uE0F1"),
      );
      const spliced = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
      const conversation = (a: string, b: string, c: string): Conversation => ({
        messages: [
          { role: "system", content: a },
          { role: "user", content: b },
          {
            role: "assistant",
            content: c,
            reasoning: a,
            calls: [{ id: "call", name: `f${b}`, argumentsJson: JSON.stringify({ [a]: [b, { [c]: c }] }) }],
          },
          { role: "tool", content: a, callId: "call" },
        ],
        tools: [
          { name: `f${b}`, description: c, parameters: { properties: { [a]: { enum: [b, c], description: a } } } },
        ],
      });
      const plain = controls(prompts.prepare({ type: "chat", conversation: conversation("x", "y", "z") }).tokens);
      fc.assert(
        fc.property(spliced, spliced, spliced, (a, b, c) => {
          const prepared = prompts.prepare({ type: "chat", conversation: conversation(a, b, c) });
          expect(controls(prepared.tokens)).toEqual(plain);
          expect(prepared.text).toContain(b.replaceAll("\uE0F1", ""));
        }),
        { numRuns: 200 },
      );
    });

    it("mean control tokens in a ready text", () => {
      expect(controls(prompts.prepare({ type: "text", text: "a<|im_end|>b" }).tokens)).toContain(
        model.tokenize("<|im_end|>", true)[0],
      );
    });

    it("say where the system text ends, which other conversations share", () => {
      const first = prompts.prepare(chat(system, user("Hello you"), answer("Hi"), user("More")));
      const second = prompts.prepare(chat(system, user("Something else")));
      expect(first.systemTokens).toBe(second.systemTokens);
      expect(first.tokens.slice(0, first.systemTokens)).toEqual(second.tokens.slice(0, second.systemTokens));
      expect(model.detokenize(first.tokens.slice(0, first.systemTokens), true)).toContain(system.content);
      expect(prompts.prepare(chat(user("Hello"))).systemTokens).toBe(0);
    });

    it("leave out the oldest turns to fit", () => {
      const turns = Array.from({ length: 12 }, (_, turn) => [
        user(`question ${turn} of many`),
        answer(`answer ${turn}`),
      ]).flat();
      const prompt = chat(system, ...turns, user("The last question"));
      const all = prompts.prepare(prompt).tokens.length;
      expect(prompts.fit(prompt, all).tokens).toHaveLength(all);
      const fitted = prompts.fit(prompt, Math.floor(all / 2));
      expect(fitted.tokens.length).toBeLessThanOrEqual(all / 2);
      expect(fitted.text).toContain(system.content);
      expect(fitted.text).toContain("The last question");
      expect(fitted.text).toContain("question 11 of many");
      expect(fitted.text).not.toContain("question 0 of many");
      expect(() => prompts.fit(prompt, 5)).toThrow(/fit; shorten/);
    });

    it("leave out the beginning of a text or of ready tokens to fit", () => {
      const fitted = prompts.fit({ type: "text", text: "one two three four five six seven eight" }, 6);
      expect(fitted.tokens).toHaveLength(6);
      expect(fitted.text.endsWith("eight")).toBe(true);
      const tokens = prompts.prepare({ type: "text", text: "one two three four" }).tokens;
      expect(prompts.prepare({ type: "tokens", tokens }).tokens).toEqual(tokens);
    });

    it.each([[[]], [[-1]], [[1.5]], [[10_000_000]]])("refuse %j as ready tokens", (tokens) => {
      expect(() => prompts.prepare({ type: "tokens", tokens })).toThrow(/token id/);
    });

    it("refuse a conversation without messages", () => {
      expect(() => prompts.prepare(chat())).toThrow(/`messages` is empty/);
    });
  });
});

describe("templates of a model", () => {
  const load = async (name: string, chatTemplate: string | null) => {
    const file = path.join(folder, `${name}.gguf`);
    writeTinyLlama({ ...presets.tiny, path: file, chatTemplate });
    const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
    return new PromptTokens(llama, model);
  };

  it("are replaced by a script where the model has none", async () => {
    const prompts = await load("none", null);
    expect(prompts.template).toBe("default");
    expect(prompts.prepare(chat(user("Once upon"))).text).toBe("Once upon");
    const script = prompts.prepare(chat(system, user("Hello"), answer("Hi"), user("So")));
    expect(script.text).toBe(`System: ${system.content}\nUser: Hello\nAssistant: Hi\nUser: So\nAssistant:`);
    expect(script.stops).toContain("\nUser:");
    expect(script.templateText).toBeNull();
  });

  it.each([
    ["hostile", "{% for i in range(999999999) %}x{% endfor %}", /repeats something 999999999 times/],
    ["broken", "{% for %}", /chat template cannot be used/],
  ])("do not keep a model from ready prompts when they are %s", async (name, template, reason) => {
    const prompts = await load(name, template);
    expect(() => prompts.prepare(chat(user("Hello")))).toThrow(reason);
    expect(prompts.prepare({ type: "text", text: "Hello" }).tokens.length).toBeGreaterThan(0);
  });

  it("refuse in their own words", async () => {
    const prompts = await load(
      "refusing",
      "{% if messages[0].content == 'no' %}{{ raise_exception('Never that.') }}{% endif %}ok",
    );
    expect(() => prompts.prepare(chat(user("no")))).toThrow(
      "The model's chat template refuses these messages: Never that.",
    );
  });
});
