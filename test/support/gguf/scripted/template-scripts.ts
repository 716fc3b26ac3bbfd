import { pieces } from "../../output/shared-pieces";
import { twoCalls } from "./two-calls";

/** What a model with this template would write: its reasoning, then two calls. */
export interface TemplateScript {
  readonly text: string;
  readonly reasons: boolean;
  readonly eos: string;
  /** Where calls end a turn by another token than an answer does. */
  readonly endAfter?: string;
  /** Markers that the template does not show as such. */
  readonly controls?: readonly string[];
}

const { reasoning } = pieces;

/** Models without reasoning in their templates write `<think>` all the same once they are fine-tuned to. */
const before = {
  thinkLines: `<think>\n${reasoning}\n</think>\n\n`,
  think: `<think>${reasoning}</think>`,
  /** The prompt has opened it. */
  openLines: `${reasoning}\n</think>\n\n`,
  open: `${reasoning}</think>`,
  brackets: `[THINK]${reasoning}[/THINK]`,
  cohere: `${reasoning}<|END_THINKING|>`,
  none: "",
} as const;

type Row = readonly [before: string, calls: keyof typeof twoCalls, eos: string, endAfter?: string];

const chatml = "<|im_end|>";
const deepSeekEnd = "<｜end▁of▁sentence｜>";

/** By the names of llama.cpp's collection, without those that show no way to write two calls. */
const rows: Readonly<Record<string, Row>> = {
  "Apertus-8B-Instruct": [`<|inner_prefix|>${reasoning}<|inner_suffix|>`, "apertus", "<|assistant_end|>"],
  "Apriel-1.6-15b-Thinker-fixed": [`${reasoning}\n[BEGIN FINAL RESPONSE]\n`, "apriel", "<|end|>"],
  "Bielik-11B-v3.0-Instruct": [before.thinkLines, "hermes", chatml],
  "ByteDance-Seed-OSS": [`<seed:think>${reasoning}</seed:think>\n`, "seed", "<seed:eos>"],
  Cohere2MoE: [before.cohere, "cohere", "<|END_OF_TURN_TOKEN|>"],
  "CohereForAI-c4ai-command-r-plus-tool_use": [before.none, "commandRPlus", "<|END_OF_TURN_TOKEN|>"],
  "CohereForAI-c4ai-command-r7b-12-2024-tool_use": [
    `<|START_THINKING|>${before.cohere}`,
    "cohere",
    "<|END_OF_TURN_TOKEN|>",
  ],
  "GLM-4.6": [`\n${before.think}\n`, "glm46", "<|user|>", "<|observation|>"],
  "GLM-4.7-Flash": [before.open, "glm47", "<|user|>", "<|observation|>"],
  "HuggingFaceTB-SmolLM3-3B": [before.thinkLines, "hermes", chatml],
  "Kimi-K2-Instruct": [before.think, "kimiK2", chatml],
  "Kimi-K2-Thinking": [before.think, "kimiK2", chatml],
  "Kimi-K3": [
    `${reasoning}<|close|>think<|sep|><|open|>response<|sep|><|close|>response<|sep|>`,
    "kimiK3",
    "<|end_of_msg|>",
  ],
  "LFM2-8B-A1B": [before.think, "lfm2", chatml],
  "LFM2.5-8B-A1B": [before.think, "lfm2", chatml],
  "LFM2.5-Instruct": [before.think, "lfm2", chatml],
  "MiMo-VL": [before.thinkLines, "hermes", chatml],
  "MiniMax-M1": [before.thinkLines, "miniMaxM1", "<end_of_sentence>"],
  "MiniMax-M2": [before.openLines, "miniMaxM2", "[e~["],
  "MiniMax-M3": [`<mm:think>${reasoning}</mm:think>`, "miniMaxM3", "[e~["],
  "Mistral-Small-3.2-24B-Instruct-2506": [before.brackets, "mistralIds", "</s>"],
  "NVIDIA-Nemotron-3-Nano-30B-A3B-BF16": [before.openLines, "qwenXml", chatml],
  "NVIDIA-Nemotron-Nano-v2": [before.openLines, "nemotronNano", "<SPECIAL_12>"],
  "NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use": [before.thinkLines, "hermes", chatml],
  "NousResearch-Hermes-3-Llama-3.1-8B-tool_use": [before.thinkLines, "hermes", chatml],
  "Qwen-QwQ-32B": [before.openLines, "hermes", chatml],
  "Qwen-Qwen2.5-7B-Instruct": [before.thinkLines, "hermes", chatml],
  "Qwen-Qwen3-0.6B": [before.thinkLines, "hermes", chatml],
  "Qwen3-Coder": [before.thinkLines, "qwenXml", chatml],
  "Qwen3.5-4B": [before.openLines, "qwenXml", chatml],
  "Reka-Edge": [before.openLines, "hermesDense", "<sep>"],
  "StepFun3.5-Flash": [before.openLines, "stepXml", chatml],
  "deepseek-ai-DeepSeek-R1-Distill-Llama-8B": [before.openLines, "deepSeekR1", deepSeekEnd],
  "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B": [before.openLines, "deepSeekR1", deepSeekEnd],
  "deepseek-ai-DeepSeek-V3.1": [before.open, "deepSeekV31", deepSeekEnd],
  "deepseek-ai-DeepSeek-V3.2": [`${before.open}\n\n`, "deepSeekV32", deepSeekEnd],
  "deepseek-ai-DeepSeek-V4": [`${before.open}\n\n`, "deepSeekV4", deepSeekEnd],
  "deepseek-ai-DeepSeek-V4-Flash-0731": [`${before.open}\n\n`, "deepSeekV4", deepSeekEnd],
  "fireworks-ai-llama-3-firefunction-v2": [before.none, "fireFunction", "<|eot_id|>"],
  "google-gemma-4-31B-it": [`<|channel>thought\n${reasoning}\n<channel|>`, "gemma4", "<turn|>", "<|tool_response>"],
  "google-gemma-4-31B-it-interleaved": [
    `<|channel>thought\n${reasoning}\n<channel|>`,
    "gemma4",
    "<turn|>",
    "<|tool_response>",
  ],
  "ibm-granite-granite-3.3-2B-Instruct": [before.think, "granite3", "<|end_of_text|>"],
  "ibm-granite-granite-4.0": [before.thinkLines, "hermes", "<|end_of_text|>"],
  "ibm-granite-granite-4.1": [before.thinkLines, "hermes", "<|end_of_text|>"],
  "llama-cpp-deepseek-r1": [before.openLines, "deepSeekR1", deepSeekEnd],
  "meetkai-functionary-medium-v3.1": [before.thinkLines, "functionary31", "<|eot_id|>", "<|eom_id|>"],
  "meetkai-functionary-medium-v3.2": [before.none, "functionary32", "<|eot_id|>"],
  "meta-llama-Llama-3.1-8B-Instruct": [before.none, "llama3", "<|eot_id|>"],
  "meta-llama-Llama-3.2-3B-Instruct": [before.none, "llama3", "<|eot_id|>"],
  "meta-llama-Llama-3.3-70B-Instruct": [before.none, "llama3", "<|eot_id|>"],
  "mistralai-Ministral-3-14B-Reasoning-2512": [before.brackets, "mistralArguments", "</s>"],
  "mistralai-Mistral-Nemo-Instruct-2407": [before.thinkLines, "mistralArray", "</s>"],
  "moonshotai-Kimi-K2": [before.think, "kimiK2", chatml],
  "muse-glimmer": [` to=self<|message|>${reasoning}<|eom|>`, "muse", "<|eot|>"],
  "openai-gpt-oss-120b": [`<|channel|>analysis<|message|>${reasoning}<|end|>`, "harmony", "<|return|>", "<|call|>"],
  "openbmb-MiniCPM5-1B": [before.openLines, "miniCpm5", chatml],
  "poolside-Laguna-S-2.1": [before.open, "glm47", "</assistant>"],
  "poolside-Laguna-XS-2.1": [before.open, "glm47", "</assistant>"],
  "poolside-Laguna-XS.2": [before.open, "glm47", "</assistant>"],
  "tencent-Hy3": [`<think:opensource>${reasoning}</think:opensource>`, "hunyuan3", "<｜hy_eos:opensource｜>"],
  "unsloth-Apriel-1.5": [before.thinkLines, "apriel", "<|end|>"],
  "unsloth-mistral-Devstral-Small-2507": [before.brackets, "mistralArguments", "</s>"],
  "upstage-Solar-Open-100B": [`<|think|>${reasoning}<|end|>`, "solar", "<|flush|>", "<|calls|>"],
};

/** Scripts by template name; two calls of `get_weather` and `write_file` with the strings of shared-pieces.ts. */
export const templateScripts: ReadonlyMap<string, TemplateScript> = new Map(
  Object.entries(rows).map(([name, [reasoningText, calls, eos, endAfter]]) => [
    name,
    {
      text: reasoningText + twoCalls[calls] + (calls === "kimiK3" ? "<|close|>message<|sep|>" : ""),
      reasons: reasoningText !== "",
      eos,
      ...(endAfter === undefined ? {} : { endAfter }),
      ...(calls === "miniMaxM3" ? { controls: ["]<]minimax[>["] } : {}),
    },
  ]),
);
