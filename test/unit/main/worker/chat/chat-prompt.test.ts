import type { Llama, LlamaModel } from "node-llama-cpp";
import { beforeAll, describe, expect, it } from "vitest";
import { ChatPrompt } from "../../../../../src/main/worker/chat/chat-prompt";
import { generationPromptOf, lastStepOf } from "../../../../../src/main/worker/chat/generation-prompt";
import { modelControlTexts } from "../../../../../src/main/worker/chat/model-control-texts";
import { testEngine } from "../../../../support/test-engine";

const user = { role: "user", content: "Go." } as const;

describe("ChatPrompt", () => {
  let llama: Llama;
  beforeAll(async () => {
    llama = await testEngine();
  });

  it("takes the second template of a model for conversations with tools", () => {
    const templates = {
      chat: "{{ messages[0].content }}|chat",
      toolUse: "{{ messages[0].content }}|{{ tools[0].function.name }}",
    };
    const prompt = new ChatPrompt(llama, templates, { beginning: "", end: "" }, (text) => text);
    const tools = [{ name: "look", parameters: {} }];
    expect(prompt.render({ messages: [user] }).text).toBe("Go.|chat");
    expect(prompt.render({ messages: [user], tools }).text).toBe("Go.|look");
    expect(prompt.templateTextFor({ messages: [user], tools })).toBe(templates.toolUse);
  });

  it("leaves tools that a message tells of out of the list", () => {
    const chat = "{{ messages[0].content }}{% for tool in tools or [] %}|{{ tool.function.name }}{% endfor %}";
    const prompt = new ChatPrompt(llama, { chat, toolUse: null }, { beginning: "", end: "" }, (text) => text);
    const found = { name: "found", parameters: {}, isToldInMessages: true };
    expect(prompt.render({ messages: [user], tools: [{ name: "look", parameters: {} }, found] }).text).toBe("Go.|look");
    expect(prompt.render({ messages: [user], tools: [found] }).text).toBe("Go.");
  });

  it("gives parts to templates that read nothing else", () => {
    const chat =
      "{% for m in messages %}{% for part in m.content if part is mapping %}{{ m.role }}={{ part.text }};{% endfor %}{% endfor %}";
    const prompt = new ChatPrompt(llama, { chat, toolUse: null }, { beginning: "", end: "" }, (text) => text);
    expect(prompt.render({ messages: [user] }).text).toBe("user=Go.;");
  });
});

describe("generationPromptOf", () => {
  it("is what the prompt adds, or all behind the last text where nothing is added", () => {
    expect(generationPromptOf("<u>Go.</u><a>", "<u>Go.</u>", "Go.")).toBe("<a>");
    expect(generationPromptOf("<u>Go.</u><a>", "<u>Go.</u><a>", " Go. ")).toBe("</u><a>");
    expect(generationPromptOf("<u>Go.</u><a>", null, "Go.")).toBe("</u><a>");
  });
});

describe("lastStepOf", () => {
  it("keeps system text, question and the last answer with its results", () => {
    const step = (content: string) => ({ role: "assistant", content, reasoning: "", calls: [] }) as const;
    const result = { role: "tool", content: "r", callId: "a", name: "f" } as const;
    const system = { role: "system", content: "s" } as const;
    expect(lastStepOf([system, user, step("1"), user, step("2"), step("3"), result])).toEqual([
      system,
      user,
      step("3"),
      result,
    ]);
    expect(lastStepOf([system, user, step("1"), user])).toEqual([system, user]);
    expect(lastStepOf([user])).toEqual([user]);
  });
});

describe("modelControlTexts", () => {
  it("are control tokens, and those user-defined ones that are markup of a chat", () => {
    const tokens = ["<|im_end|>", "<think>", "   ", "<table>", "<item>", "word"];
    const model = {
      iterateAllTokens: () => tokens.keys(),
      isSpecialToken: (token: number) => token === 0,
      getTokenAttributes: (token: number) => ({ userDefined: token > 0 && token < 5 }),
      detokenize: ([token = 0]: readonly number[]) => tokens[token] ?? "",
    } as unknown as LlamaModel;
    expect(modelControlTexts(model, ["a template with <item>"])).toEqual(["<|im_end|>", "<think>", "<item>"]);
  });
});
