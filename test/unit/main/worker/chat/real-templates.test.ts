import type { Llama } from "node-llama-cpp";
import { beforeAll, describe, expect, it } from "vitest";
import type {
  Conversation,
  ConversationMessage,
  ToolDefinition,
} from "../../../../../src/main/core/engine/conversation";
import { ChatTemplate } from "../../../../../src/main/worker/chat/chat-template";
import { realTemplates } from "../../../../support/real-templates";
import { testEngine } from "../../../../support/test-engine";

const templates = realTemplates();

/** What templates lose by themselves, whatever they are given. */
const losesWordsBesideCalls = ["Mistral-Small-3.2-24B-Instruct-2506", "mistralai-Mistral-Nemo-Instruct-2407"];
/** Words beside a call are reasoning to it, and it forgets the reasoning of finished turns. */
const forgetsWordsBesideCalls = ["openai-gpt-oss-120b"];
/** Its system text stands inside the last message when that is the user's, else nowhere. */
const forgetsSystemInChains = ["mistralai-Mistral-Nemo-Instruct-2407"];
/** It asks a schema for `items` and gets the method of that name. */
const cannotShowArrays = ["CohereForAI-c4ai-command-r-plus-tool_use"];
/** Those with a place for the reasoning of a running chain of calls; the others show none. */
const reasoningInChains = [
  ...["ByteDance-Seed-OSS", "Bielik-11B-v3.0-Instruct", "Cohere2MoE", "CohereForAI-c4ai-command-r7b-12-2024-tool_use"],
  ...["GLM-4.6", "GLM-4.7-Flash", "Kimi-K2-Thinking", "Kimi-K3", "LFM2.5-8B-A1B", "MiniMax-M2", "MiniMax-M3"],
  ...["NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", "Qwen-Qwen3-0.6B", "Qwen3.5-4B", "StepFun3.5-Flash"],
  ...["google-gemma-4-31B-it", "google-gemma-4-31B-it-interleaved", "mistralai-Ministral-3-14B-Reasoning-2512"],
  ...["muse-glimmer", "openai-gpt-oss-120b", "openbmb-MiniCPM5-1B", "poolside-Laguna-S-2.1", "poolside-Laguna-XS-2.1"],
  ...["poolside-Laguna-XS.2", "tencent-Hy3", "upstage-Solar-Open-100B"],
];

const weather: ToolDefinition = {
  name: "get_weather",
  description: "Looks at the sky.",
  parameters: { type: "object", properties: { city: { type: "string", description: "Where." } }, required: ["city"] },
};
const write: ToolDefinition = {
  name: "write_file",
  description: "Writes to the disk.",
  parameters: {
    type: "object",
    properties: { path: { type: "string" }, mode: { type: "integer", maximum: 2 ** 63 } },
    required: ["path"],
  },
};
const tools = [weather, write];
const system: ConversationMessage = { role: "system", content: "Be brief, Zephyrine." };
const user: ConversationMessage = { role: "user", content: "What about Yverdon?" };
const laterUser: ConversationMessage = { role: "user", content: "And Xanten then?" };
const answer: ConversationMessage = { role: "assistant", content: "Wolkenlos." };
const calls: ConversationMessage = {
  role: "assistant",
  content: "Vorsicht, ich sehe nach.",
  reasoning: "Unterwegs denken.",
  calls: [
    { id: "call_00112233445566", name: "get_weather", argumentsJson: '{"city": "Tübingen"}' },
    {
      id: "call_66554433221100",
      name: "write_file",
      argumentsJson: '{"path": "it\'s.html", "mode": 12345678901234567890}',
    },
  ],
};
const results: readonly ConversationMessage[] = [
  { role: "tool", content: "Schauer bis Abend", callId: "call_66554433221100" },
  { role: "tool", content: "Regen seit Mittag", callId: "call_00112233445566" },
];

function count(text: string, words: string): number {
  return text.split(words).length - 1;
}

describe.skipIf(templates === null)(
  "chat templates of published models (skipped without git or llama.cpp's bundle)",
  () => {
    let llama: Llama;
    beforeAll(async () => {
      llama = await testEngine();
    });

    const render = (name: string, conversation: Conversation) => templateNamed(name).render(conversation);
    const known = new Map<string, ChatTemplate>();
    const templateNamed = (name: string) => {
      const template =
        known.get(name) ??
        new ChatTemplate(llama, templates?.get(name) ?? "", { beginning: "<s>", end: "</s>" }, (text) => text);
      known.set(name, template);
      return template;
    };

    it("is a collection of some seventy", () => {
      expect(templates?.size).toBeGreaterThan(60);
    });

    describe.each([...(templates?.keys() ?? [])])("%s", (name) => {
      it("shows each text of a plain conversation once", () => {
        const { text, generationPrompt } = render(name, { messages: [system, user, answer, laterUser] });
        for (const { content } of [system, user, answer, laterUser]) expect(count(text, content)).toBe(1);
        expect(text.indexOf(user.content)).toBeLessThan(text.indexOf(answer.content));
        expect(text.endsWith(generationPrompt)).toBe(true);
        expect(generationPrompt).not.toBe("");
      });

      it("shows system texts wherever they stand, and neighbours of the same role", () => {
        const late: ConversationMessage = { role: "system", content: "Ab jetzt leise." };
        const developer: ConversationMessage = { role: "developer", content: "Immer höflich." };
        const messages = [
          system,
          developer,
          user,
          laterUser,
          answer,
          { ...answer, content: "Noch etwas." },
          late,
          laterUser,
        ];
        const { text } = render(name, { messages });
        for (const { content } of [system, developer, user, answer, late]) expect(count(text, content)).toBe(1);
        expect(count(text, laterUser.content)).toBe(2);
      });

      it("renders a system text alone", () => {
        expect(count(render(name, { messages: [system] }).text, system.content)).toBe(1);
      });

      it.skipIf(cannotShowArrays.includes(name))("shows tools with array parameters", () => {
        const parameters = { type: "object", properties: { tags: { type: "array", items: { type: "string" } } } };
        const { text } = render(name, { messages: [user], tools: [{ ...weather, parameters }] });
        expect(text).toContain("tags");
      });

      it("shows tools, calls, and results in the order of the calls", () => {
        const { text } = render(name, { messages: [system, user, calls, ...results], tools });
        expect(count(text, system.content)).toBe(forgetsSystemInChains.includes(name) ? 0 : 1);
        for (const words of ["What about Yverdon?", "Schauer bis Abend", "Regen seit Mittag"])
          expect(count(text, words)).toBe(1);
        expect(count(text, calls.content)).toBe(losesWordsBesideCalls.includes(name) ? 0 : 1);
        expect(text.indexOf("Regen seit Mittag")).toBeLessThan(text.indexOf("Schauer bis Abend"));
        for (const words of ["get_weather", "write_file", "Looks at the sky.", "Writes to the disk.", "it's.html"])
          expect(text).toContain(words);
        expect(text).toContain("12345678901234567890");
        expect(text).toMatch(/Tübingen|T\\u00fcbingen/);
        expect(text).not.toMatch(/\\"city|None\b.*Regen|\[object/);
        expect(count(text, "Unterwegs denken.")).toBe(reasoningInChains.includes(name) ? 1 : 0);
      });

      it("shows a finished chain of calls without tools being offered any more", () => {
        const { text } = render(name, { messages: [user, calls, ...results, answer, laterUser] });
        for (const { content } of [user, answer, laterUser, ...results]) expect(count(text, content)).toBe(1);
        const isLost = [...losesWordsBesideCalls, ...forgetsWordsBesideCalls].includes(name);
        expect(count(text, calls.content)).toBe(isLost ? 0 : 1);
        expect(text).toContain("it's.html");
      });

      it("takes a user message directly after a result, and an answer as the first message", () => {
        const messages = [{ ...answer, content: "Ahoi." }, user, calls, ...results, laterUser];
        const { text } = render(name, { messages, tools });
        for (const words of ["Ahoi.", user.content, laterUser.content]) expect(count(text, words)).toBe(1);
      });

      it.each([true, false])("renders with reasoning wished: %s", (enabled) => {
        for (const effort of ["minimal", "low", "medium", "high"] as const) {
          const { text } = render(name, { messages: [user], reasoning: { enabled, effort, keepPast: true } });
          expect(count(text, user.content)).toBe(1);
        }
      });

      it("renders the same history to the same text", () => {
        const conversation = { messages: [system, user, calls, ...results], tools };
        expect(render(name, conversation)).toEqual(render(name, conversation));
      });
    });

    const stable = [
      ...["Qwen-Qwen2.5-7B-Instruct", "Qwen3-Coder", "ibm-granite-granite-4.0", "meta-llama-Llama-3.1-8B-Instruct"],
      ...["MiniMax-M3", "Kimi-K3", "ByteDance-Seed-OSS", "moonshotai-Kimi-K2", "google-gemma-2-2b-it", "LFM2-8B-A1B"],
    ];
    it.each(stable)("%s: a prompt begins with the prompt before it", (name) => {
      const begin = { messages: [system, user], tools };
      const chain = { messages: [...begin.messages, calls, ...results], tools };
      const next = { messages: [...chain.messages, answer, laterUser], tools };
      const prompts = [begin, chain, next].map((conversation) => render(name, conversation));
      for (const [index, { text }] of prompts.entries()) {
        const before = prompts[index - 1];
        const kept = before?.text.slice(0, before.text.length - before.generationPrompt.length) ?? "";
        expect(text.startsWith(kept)).toBe(true);
      }
    });

    it.each([
      ["Qwen-Qwen3-0.6B", true, "<|im_start|>assistant\n"],
      ["Qwen-Qwen3-0.6B", false, "<|im_start|>assistant\n<think>\n\n</think>\n\n"],
      ["Qwen3.5-4B", true, "<|im_start|>assistant\n<think>\n"],
      ["Qwen3.5-4B", false, "<|im_start|>assistant\n<think>\n\n</think>\n\n"],
      ["GLM-4.7-Flash", true, "<|assistant|><think>"],
      ["GLM-4.7-Flash", false, "<|assistant|></think>"],
      ["deepseek-ai-DeepSeek-V3.1", true, "<｜Assistant｜><think>"],
      ["mistralai-Ministral-3-14B-Reasoning-2512", true, "[/INST]"],
      ["openai-gpt-oss-120b", true, "<|start|>assistant"],
    ])("%s with reasoning %s begins the answer with %j", (name, enabled, expected) => {
      expect(render(name, { messages: [user], reasoning: { enabled } }).generationPrompt).toBe(expected);
    });

    it("switches reasoning off by a word where the template knows no variable", () => {
      expect(
        render("NVIDIA-Nemotron-Nano-v2", { messages: [user], reasoning: { enabled: false } }).generationPrompt,
      ).toContain("<think></think>");
    });

    it("lets the client's own template arguments win, but not over the messages", () => {
      const templateArguments = { enable_thinking: true, messages: [], tools: [] };
      const { text } = render("Qwen-Qwen3-0.6B", {
        messages: [user],
        tools,
        reasoning: { enabled: false },
        templateArguments,
      });
      expect(text).not.toContain("</think>");
      expect(text).toContain("get_weather");
      expect(text).toContain(user.content);
    });

    it("writes Kimi's ids as the model does, and Mistral's with nine characters", () => {
      const conversation = { messages: [user, calls, ...results, answer, user, calls], tools };
      const kimi = render("Kimi-K2-Instruct", conversation).text;
      for (const id of ["functions.get_weather:0", "functions.write_file:1", "functions.get_weather:2"])
        expect(kimi).toContain(id);
      const mistral = render("Mistral-Small-3.2-24B-Instruct-2506", conversation).text;
      const ids = [...mistral.matchAll(/\[CALL_ID\]([a-z0-9]{9})\[ARGS\]/g)].map(([, id]) => id);
      expect(ids).toHaveLength(4);
      expect(mistral).toContain(`[TOOL_RESULTS]${ids[0]}[TOOL_CONTENT]Regen`);
    });
  },
);
