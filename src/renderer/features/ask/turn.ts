import type { WireError } from "../../../shared/errors";
import type { ChatMessage, RunItem } from "../../../shared/shapes/run";

/** One question and its answer. */
export interface Turn {
  readonly id: number;
  readonly prompt: string;
  /** The model that was asked; null lets the core choose. */
  readonly reference: string | null;
  /**
   * - `waiting`: sent, nothing has come yet; the model reads the prompt
   * - `loading`: the model is being loaded for it
   * - `thinking`: the model thinks before it answers
   * - `answering`: text is coming
   * - `done`, `stopped`, `failed`: it is over
   */
  readonly phase: "waiting" | "loading" | "thinking" | "answering" | "done" | "stopped" | "failed";
  /** Of loading, from 0 to 1. */
  readonly progress: number;
  /** What the model thought; empty for most. */
  readonly reasoning: string;
  readonly answer: string;
  readonly result: TurnResult | null;
  readonly error: WireError | null;
}

export type TurnResult = Extract<RunItem, { event: "done" }>;

export const newTurn = (id: number, prompt: string, reference: string | null): Turn => ({
  id,
  prompt,
  reference,
  phase: "waiting",
  progress: 0,
  reasoning: "",
  answer: "",
  result: null,
  error: null,
});

const runningPhases: readonly Turn["phase"][] = ["waiting", "loading", "thinking", "answering"];

export const isRunning = ({ phase }: Turn): boolean => runningPhases.includes(phase);

/** The turn after one piece of the stream. */
export function withItem(turn: Turn, item: RunItem): Turn {
  switch (item.event) {
    case "loading":
      return {
        ...turn,
        phase: item.progress < 1 ? "loading" : "waiting",
        reference: item.reference,
        progress: item.progress,
      };
    case "reasoning":
      return { ...turn, phase: "thinking", reasoning: turn.reasoning + item.text };
    case "text":
      return { ...turn, phase: "answering", answer: turn.answer + item.text };
    case "done":
      return { ...turn, phase: "done", reference: item.reference, result: item };
  }
}

/** The turn after the stream broke off. What was answered stays; stopping is not a failure. */
export function withError(turn: Turn, error: WireError): Turn {
  return error.code === "cancelled" ? { ...turn, phase: "stopped" } : { ...turn, phase: "failed", error };
}

/** The conversation for the model: the turns that were answered, then the new prompt. */
export function messagesOf(turns: readonly Turn[], prompt: string): ChatMessage[] {
  const answered = turns.filter(({ answer }) => answer !== "");
  return [
    ...answered.flatMap(({ prompt: asked, answer }): ChatMessage[] => [
      { role: "user", content: asked },
      { role: "assistant", content: answer },
    ]),
    { role: "user", content: prompt },
  ];
}
