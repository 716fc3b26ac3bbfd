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
    ["{{ custom_tools }}", []],
  ])("%s shows %j", (template, capabilities) => {
    expect(templateCapabilities(template)).toEqual(capabilities);
  });

  const templates = realTemplates();
  it.skipIf(templates === null)("tells those of published models apart", () => {
    const shown = (name: RegExp) =>
      Object.fromEntries(
        [...(templates ?? [])].filter(([key]) => name.test(key)).map(([key, text]) => [key, templateCapabilities(text)]),
      );
    expect(shown(/./)).toMatchInlineSnapshot(`
      {
        "Apertus-8B-Instruct": [
          "tools",
          "thinking",
        ],
        "Apriel-1.6-15b-Thinker-fixed": [
          "tools",
          "thinking",
        ],
        "Bielik-11B-v3.0-Instruct": [
          "tools",
          "thinking",
        ],
        "ByteDance-Seed-OSS": [
          "tools",
          "thinking",
        ],
        "Cohere2MoE": [
          "tools",
          "thinking",
        ],
        "CohereForAI-c4ai-command-r-plus-tool_use": [
          "tools",
        ],
        "CohereForAI-c4ai-command-r7b-12-2024-tool_use": [
          "tools",
          "thinking",
        ],
        "GLM-4.6": [
          "tools",
          "thinking",
        ],
        "GLM-4.7-Flash": [
          "tools",
          "thinking",
        ],
        "GigaChat3-10B-A1.8B": [
          "tools",
        ],
        "GigaChat3.1-10B-A1.8B": [
          "tools",
        ],
        "HuggingFaceTB-SmolLM3-3B": [
          "thinking",
        ],
        "Kimi-K2-Instruct": [
          "tools",
        ],
        "Kimi-K2-Thinking": [
          "tools",
          "thinking",
        ],
        "Kimi-K3": [
          "tools",
          "thinking",
        ],
        "LFM2-8B-A1B": [
          "tools",
        ],
        "LFM2.5-8B-A1B": [
          "tools",
          "thinking",
        ],
        "LFM2.5-Instruct": [
          "tools",
          "thinking",
        ],
        "MiMo-VL": [
          "tools",
        ],
        "MiniMax-M1": [
          "tools",
        ],
        "MiniMax-M2": [
          "tools",
          "thinking",
        ],
        "MiniMax-M3": [
          "tools",
          "thinking",
        ],
        "Mistral-Small-3.2-24B-Instruct-2506": [
          "tools",
        ],
        "NVIDIA-Nemotron-3-Nano-30B-A3B-BF16": [
          "tools",
          "thinking",
        ],
        "NVIDIA-Nemotron-Nano-v2": [
          "tools",
          "thinking",
        ],
        "NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use": [
          "tools",
        ],
        "NousResearch-Hermes-3-Llama-3.1-8B-tool_use": [
          "tools",
        ],
        "Qwen-QwQ-32B": [
          "tools",
          "thinking",
        ],
        "Qwen-Qwen2.5-7B-Instruct": [
          "tools",
        ],
        "Qwen-Qwen3-0.6B": [
          "tools",
          "thinking",
        ],
        "Qwen3-Coder": [
          "tools",
        ],
        "Qwen3.5-4B": [
          "tools",
          "thinking",
        ],
        "Reka-Edge": [
          "tools",
          "thinking",
        ],
        "StepFun3.5-Flash": [
          "tools",
          "thinking",
        ],
        "deepseek-ai-DeepSeek-R1-Distill-Llama-8B": [
          "thinking",
        ],
        "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B": [
          "thinking",
        ],
        "deepseek-ai-DeepSeek-V3.1": [
          "thinking",
        ],
        "deepseek-ai-DeepSeek-V3.2": [
          "tools",
          "thinking",
        ],
        "deepseek-ai-DeepSeek-V4": [
          "tools",
          "thinking",
        ],
        "deepseek-ai-DeepSeek-V4-Flash-0731": [
          "tools",
          "thinking",
        ],
        "fireworks-ai-llama-3-firefunction-v2": [],
        "google-gemma-2-2b-it": [],
        "google-gemma-4-31B-it": [
          "tools",
          "thinking",
        ],
        "google-gemma-4-31B-it-interleaved": [
          "tools",
          "thinking",
        ],
        "ibm-granite-granite-3.3-2B-Instruct": [
          "tools",
          "thinking",
        ],
        "ibm-granite-granite-4.0": [
          "tools",
        ],
        "ibm-granite-granite-4.1": [
          "tools",
        ],
        "llama-cpp-deepseek-r1": [
          "tools",
          "thinking",
        ],
        "llama-cpp-rwkv-world": [
          "thinking",
        ],
        "meetkai-functionary-medium-v3.1": [
          "tools",
        ],
        "meetkai-functionary-medium-v3.2": [
          "tools",
        ],
        "meta-llama-Llama-3.1-8B-Instruct": [
          "tools",
        ],
        "meta-llama-Llama-3.2-3B-Instruct": [
          "tools",
        ],
        "meta-llama-Llama-3.3-70B-Instruct": [
          "tools",
        ],
        "microsoft-Phi-3.5-mini-instruct": [],
        "mistralai-Ministral-3-14B-Reasoning-2512": [
          "tools",
          "thinking",
        ],
        "mistralai-Mistral-Nemo-Instruct-2407": [
          "tools",
        ],
        "moonshotai-Kimi-K2": [
          "tools",
        ],
        "muse-glimmer": [
          "tools",
          "thinking",
        ],
        "openai-gpt-oss-120b": [
          "tools",
          "thinking",
        ],
        "openbmb-MiniCPM5-1B": [
          "tools",
          "thinking",
        ],
        "poolside-Laguna-S-2.1": [
          "tools",
          "thinking",
        ],
        "poolside-Laguna-XS-2.1": [
          "tools",
          "thinking",
        ],
        "poolside-Laguna-XS.2": [
          "tools",
          "thinking",
        ],
        "tencent-Hy3": [
          "tools",
          "thinking",
        ],
        "unsloth-Apriel-1.5": [
          "tools",
          "thinking",
        ],
        "unsloth-mistral-Devstral-Small-2507": [
          "tools",
        ],
        "upstage-Solar-Open-100B": [
          "tools",
          "thinking",
        ],
      }
    `);
  });
});
