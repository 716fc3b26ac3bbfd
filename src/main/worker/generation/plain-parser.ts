import type { OutputEvent, OutputParser } from "../output/output-parser";

/** For prompts without a conversation: all that the model writes is content. */
export const plainParser: OutputParser = {
  isComplete: false,
  isReasoning: false,
  push: (text): readonly OutputEvent[] => (text === "" ? [] : [{ type: "content", text }]),
  end: () => [],
};
