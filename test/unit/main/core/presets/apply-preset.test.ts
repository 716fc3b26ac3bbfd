import { describe, expect, it } from "vitest";
import { inputWithPreset, withPreset } from "../../../../../src/main/core/presets/apply-preset";
import { presetOf } from "../../../../fakes/presets";

const preset = presetOf({
  system: "You are Mario.",
  template: { written: "{{ .Prompt }}", jinja: "{{ messages }}" },
  messages: [
    { role: "user", content: "Who?" },
    { role: "assistant", content: "Mario." },
  ],
  sampling: { temperature: 0.5, topK: 3 },
  stop: ["END"],
  maxTokens: 9,
  context: 4_096,
});
const hi = { role: "user" as const, content: "Hi" };
const chat = (...messages: readonly { role: "system" | "developer" | "user"; content: string }[]) => ({
  prompt: { type: "chat" as const, conversation: { messages } },
  sampling: {},
  stop: [],
});
const messagesOf = ({ prompt }: ReturnType<typeof chat>) => prompt.conversation.messages.map(({ content }) => content);

describe("what a name adds", () => {
  it("comes before the conversation, and fills what the request leaves open", () => {
    expect(withPreset(chat(hi), preset)).toMatchObject({
      prompt: { conversation: { template: "{{ messages }}" } },
      sampling: { temperature: 0.5, topK: 3 },
      stop: ["END"],
      maxTokens: 9,
      context: 4_096,
    });
    expect(messagesOf(withPreset(chat(hi), preset))).toEqual(["You are Mario.", "Who?", "Mario.", "Hi"]);
    expect(messagesOf(withPreset(chat(), preset))).toEqual(["You are Mario.", "Who?", "Mario."]);
  });

  it.each(["system", "developer"] as const)("yields to a %s text, which stays first", (role) => {
    const own = { role, content: "Be brief." };
    expect(messagesOf(withPreset(chat(own, hi), preset))).toEqual(["Be brief.", "Who?", "Mario.", "Hi"]);
  });

  it("yields to every option of the request; what is undefined is none", () => {
    const request = {
      ...chat(hi),
      sampling: { temperature: 0, topK: undefined },
      stop: ["X"],
      maxTokens: 1,
      context: 128,
    };
    expect(withPreset(request, preset)).toMatchObject({
      sampling: { temperature: 0, topK: 3 },
      stop: ["X"],
      maxTokens: 1,
      context: 128,
    });
  });

  it("leaves rendered prompts alone, and requests without a preset", () => {
    const raw = { ...chat(), prompt: { type: "text" as const, text: "Hi" } };
    expect(withPreset(raw, preset).prompt).toBe(raw.prompt);
    expect(withPreset(raw, null)).toBe(raw);
  });

  it("is in what is counted and rendered, and in no other question", () => {
    const { prompt } = chat(hi);
    expect(inputWithPreset("count", { prompt }, preset)).toEqual({ prompt: withPreset(chat(hi), preset).prompt });
    expect(inputWithPreset("render", prompt, preset)).toMatchObject({
      conversation: { messages: [{ content: "You are Mario." }, {}, {}, hi] },
    });
    const input = { inputs: ["Hi"], truncate: true };
    expect(inputWithPreset("embed", input, preset)).toBe(input);
  });
});
