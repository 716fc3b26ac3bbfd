import { describe, expect, it } from "vitest";
import { familyOf } from "../../../../../src/main/worker/output/families";
import { realTemplates } from "../../../../support/real-templates";

const expected: Readonly<Record<string, readonly string[]>> = {
  apertus: ["Apertus-8B-Instruct"],
  apriel: ["Apriel-1.6-15b-Thinker-fixed", "unsloth-Apriel-1.5"],
  cohere: ["Cohere2MoE", "CohereForAI-c4ai-command-r7b-12-2024-tool_use"],
  "command-r-plus": ["CohereForAI-c4ai-command-r-plus-tool_use"],
  "deepseek-dsml": ["deepseek-ai-DeepSeek-V3.2", "deepseek-ai-DeepSeek-V4", "deepseek-ai-DeepSeek-V4-Flash-0731"],
  "deepseek-r1": [
    "deepseek-ai-DeepSeek-R1-Distill-Llama-8B",
    "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B",
    "llama-cpp-deepseek-r1",
  ],
  "deepseek-v3.1": ["deepseek-ai-DeepSeek-V3.1"],
  "fire-function": ["fireworks-ai-llama-3-firefunction-v2"],
  "function-tags": ["meetkai-functionary-medium-v3.1"],
  "functionary-3.2": ["meetkai-functionary-medium-v3.2"],
  "gemma-4": ["google-gemma-4-31B-it", "google-gemma-4-31B-it-interleaved"],
  generic: [
    "HuggingFaceTB-SmolLM3-3B",
    "google-gemma-2-2b-it",
    "llama-cpp-rwkv-world",
    "microsoft-Phi-3.5-mini-instruct",
  ],
  "giga-chat-3": ["GigaChat3-10B-A1.8B"],
  "giga-chat-3.1": ["GigaChat3.1-10B-A1.8B"],
  glm: ["GLM-4.6", "GLM-4.7-Flash", "poolside-Laguna-S-2.1", "poolside-Laguna-XS-2.1", "poolside-Laguna-XS.2"],
  "granite-3": ["ibm-granite-granite-3.3-2B-Instruct"],
  harmony: ["openai-gpt-oss-120b"],
  hermes: [
    "Bielik-11B-v3.0-Instruct",
    "MiMo-VL",
    "NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use",
    "NousResearch-Hermes-3-Llama-3.1-8B-tool_use",
    "Qwen-QwQ-32B",
    "Qwen-Qwen2.5-7B-Instruct",
    "Qwen-Qwen3-0.6B",
    "Reka-Edge",
    "ibm-granite-granite-4.0",
    "ibm-granite-granite-4.1",
  ],
  "hunyuan-3": ["tencent-Hy3"],
  "kimi-k2": ["Kimi-K2-Instruct", "Kimi-K2-Thinking", "moonshotai-Kimi-K2"],
  "kimi-k3": ["Kimi-K3"],
  lfm2: ["LFM2-8B-A1B", "LFM2.5-8B-A1B", "LFM2.5-Instruct"],
  "llama-3": [
    "meta-llama-Llama-3.1-8B-Instruct",
    "meta-llama-Llama-3.2-3B-Instruct",
    "meta-llama-Llama-3.3-70B-Instruct",
  ],
  "minicpm-5": ["openbmb-MiniCPM5-1B"],
  "minimax-m1": ["MiniMax-M1"],
  "minimax-m2": ["MiniMax-M2"],
  "minimax-m3": ["MiniMax-M3"],
  "mistral-arguments": ["mistralai-Ministral-3-14B-Reasoning-2512", "unsloth-mistral-Devstral-Small-2507"],
  "mistral-array": ["mistralai-Mistral-Nemo-Instruct-2407"],
  "mistral-ids": ["Mistral-Small-3.2-24B-Instruct-2506"],
  muse: ["muse-glimmer"],
  "nemotron-nano-2": ["NVIDIA-Nemotron-Nano-v2"],
  "qwen-xml": ["NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", "Qwen3-Coder", "Qwen3.5-4B", "StepFun3.5-Flash"],
  "seed-oss": ["ByteDance-Seed-OSS"],
  solar: ["upstage-Solar-Open-100B"],
};

describe("familyOf", () => {
  const templates = realTemplates();

  it.skipIf(templates === null)("recognises every template that llama.cpp keeps (needs git and its bundle)", () => {
    const found = new Map<string, string[]>();
    for (const [name, text] of templates ?? []) {
      const family = familyOf(text).name;
      found.set(family, [...(found.get(family) ?? []), name]);
    }
    const sorted = [...found].map(([family, names]) => [family, names.toSorted()] as const);
    expect(Object.fromEntries(sorted)).toEqual(expected);
  });

  it("takes the generic family without a template", () => {
    expect(familyOf(null).name).toBe("generic");
    expect(familyOf("{{ messages }}").name).toBe("generic");
  });

  // Templates that the reference describes and llama.cpp does not keep.
  it.each([
    ["<arg_key><role>ASSISTANT</role>", "glm"],
    ["<|header_start|><|python_start|>", "llama-4"],
    ["<|tool|><|/tool|><|tool_call|><|/tool_call|>", "phi-4"],
    ["[AVAILABLE_TOOLS][TOOL_CALLS] [INST]", "mistral-array"],
    ["List of tools: [", "lfm2"],
  ])("recognises %s", (template, family) => {
    expect(familyOf(template).name).toBe(family);
  });
});
