import { describe, expect, it } from "vitest";
import { templateCapabilities } from "../../../../../src/main/core/gguf/template-capabilities";
import { realTemplates } from "../../../../support/real-templates";

describe("templateCapabilities", () => {
  it.each([
    ["{% if tools %}{{ tools | tojson }}{% endif %}", ["tools"]],
    ["{{ message['tools'] }}", ["tools"]],
    ["{{ 'You have no tools and think a lot.' }}{% for message in messages %}{% endfor %}", []],
    ["You are a thinking, reasoning assistant with tools.{{ messages }}", []],
    ["{# tools and <think> come later #}{{ messages }}", []],
    ["{% if enable_thinking %}{% endif %}", ["thinking"]],
    ["{{ message.reasoning_content }}", ["thinking"]],
    ["{{ '<think>\\n' }}", ["thinking"]],
    ["<|START_THINKING|>{{ messages }}", ["thinking"]],
    ["{% if xml_tools %}{% endif %}", ["tools"]],
    ["{{ custom_tools }}", []],
  ])("%s shows %j", (template, capabilities) => {
    expect(templateCapabilities(template)).toEqual(capabilities);
  });

  const templates = realTemplates();
  it.skipIf(templates === null)("tells those of published models apart", () => {
    const shown = Object.fromEntries([...(templates ?? [])].map(([name, text]) => [name, templateCapabilities(text)]));
    expect(shown).toMatchObject({
      "Qwen-Qwen3-0.6B": ["tools", "thinking"],
      "Qwen-Qwen2.5-7B-Instruct": ["tools"],
      "Qwen3-Coder": ["tools"],
      "openai-gpt-oss-120b": ["tools", "thinking"],
      "HuggingFaceTB-SmolLM3-3B": ["thinking"],
      "Kimi-K2-Instruct": ["tools"],
      "Kimi-K2-Thinking": ["tools", "thinking"],
      "google-gemma-2-2b-it": [],
      "google-gemma-4-31B-it": ["tools", "thinking"],
      "meta-llama-Llama-3.3-70B-Instruct": ["tools"],
      "microsoft-Phi-3.5-mini-instruct": [],
      "deepseek-ai-DeepSeek-R1-Distill-Llama-8B": ["thinking"],
      "mistralai-Ministral-3-14B-Reasoning-2512": ["tools", "thinking"],
    });
  });
});
