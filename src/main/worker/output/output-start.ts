import type { ReasoningMarkers } from "./prose";

/** Pairs that templates open or close in the prompt's end; a template may use another family's. */
const knownPairs: readonly ReasoningMarkers[] = [
  { open: "<think>", close: "</think>" },
  { open: "<mm:think>", close: "</mm:think>" },
  { open: "<seed:think>", close: "</seed:think>" },
  { open: "[THINK]", close: "[/THINK]" },
  { open: "<|START_THINKING|>", close: "<|END_THINKING|>" },
  { open: "<|channel>thought", close: "<channel|>" },
  { open: "<|open|>think<|sep|>", close: "<|close|>think<|sep|>" },
  { open: "<|inner_prefix|>", close: "<|inner_suffix|>" },
  { open: "Here are my reasoning steps:", close: "[BEGIN FINAL RESPONSE]" },
];

/** Markers whose other half depends on the template or may be missing. */
const answerOpeners = ["<|open|>response<|sep|>", "<|START_RESPONSE|>", "<|START_TEXT|>"];

/**
 * Where an output starts, told by how the prompt ends.
 * @param reasoning the family's own markers
 * @param generationPrompt what the template adds for the answer; where it adds nothing, the prompt's end
 */
export function startOf(
  reasoning: ReasoningMarkers | null,
  generationPrompt: string,
): { readonly insideReasoning: boolean; readonly reasoningIsOff: boolean } {
  const pairs = reasoning === null ? knownPairs : [reasoning, ...knownPairs];
  const lastOpen = Math.max(...pairs.map(({ open }) => generationPrompt.lastIndexOf(open)));
  const lastClose = Math.max(
    ...pairs.map(({ close }) => generationPrompt.lastIndexOf(close)),
    ...answerOpeners.map((text) => generationPrompt.lastIndexOf(text)),
  );
  return { insideReasoning: lastOpen > lastClose, reasoningIsOff: lastClose >= 0 && lastClose > lastOpen };
}
