import type { OutputFamily } from "./output-family";

/** Texts of tokens that end an output in any model that has them. */
const commonEndTexts = [
  "<|eot_id|>",
  "<|eom_id|>",
  "<|im_end|>",
  "<|end|>",
  "<|return|>",
  "<|call|>",
  "<|flush|>",
  "<|calls|>",
  "<end_of_turn>",
  "<|endoftext|>",
  "<|end_of_text|>",
  "<turn|>",
  "<|tool_response>",
  "[e~[",
  "[EOT]",
  "[EOS]",
  "<EOT>",
  "<eos>",
  "</s>",
  "<end_of_utterance>",
  "<｜end▁of▁sentence｜>",
];

/** Tokens that only these two vocabularies have; there `<|end|>` ends a message, not the output. */
const multiMessageTokens = [
  ["<|return|>", "<|call|>"],
  ["<|calls|>", "<|flush|>"],
];

export interface EndTexts {
  /** Tokens of these texts end an output, beyond the model's own end tokens. */
  readonly ends: readonly string[];
  /** Tokens of these texts do not, even where the model's file says so. */
  readonly continues: readonly string[];
}

/** @param hasToken whether the vocabulary has a control token of this text */
export function endTexts(family: OutputFamily, hasToken: (text: string) => boolean): EndTexts {
  const hasMessages = multiMessageTokens.some((texts) => texts.every(hasToken));
  const continues = [...(family.notEndTexts ?? []), ...(hasMessages ? ["<|end|>"] : [])];
  const ends = [...commonEndTexts, ...(family.endTexts ?? [])];
  return {
    ends: [...new Set(ends)].filter((text) => hasToken(text) && !continues.includes(text)),
    continues: [...new Set(continues)].filter(hasToken),
  };
}
