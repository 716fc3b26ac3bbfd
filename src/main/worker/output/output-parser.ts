import type { ToolDefinition } from "../../core/engine/conversation";

/**
 * What a parser says of the model's output. Reasoning and content are pieces of text that never shrink or change. A call begins with its
 * complete name, and its `arguments` pieces joined are the text of one JSON object. `callEnd` makes it count: a call that began and
 * never ends was cut off and is not presented as complete.
 */
export type OutputEvent =
  | { readonly type: "reasoning"; readonly text: string }
  | { readonly type: "content"; readonly text: string }
  /** `id`: where the family's model writes one itself (Kimi, Mistral); null: we invent one. */
  | { readonly type: "callBegin"; readonly name: string; readonly id: string | null }
  | { readonly type: "arguments"; readonly text: string }
  | { readonly type: "callEnd" };

/** How the output ended: the model by itself, a stop string or the user (`stop`), or a limit (`length`). */
export type OutputEnd = "model" | "stop" | "length";

/** Turns raw output into events, piece by piece; the same for every way of cutting the output into pieces. */
export interface OutputParser {
  /**
   * @param text whole characters
   * @param isControl the text is one token that the tokenizer marks as special (control or user-defined): always structural
   */
  push(text: string, isControl: boolean): readonly OutputEvent[];
  /** No more comes: what was held back is settled. What does not parse has become content. */
  end(end: OutputEnd): readonly OutputEvent[];
  /** True once nothing that the model could still write matters, as after the last call of a family that writes one. */
  readonly isComplete: boolean;
  /** True while the model's text goes to reasoning; decides budgets, lazy grammars and stop strings. */
  readonly isReasoning: boolean;
}

/** What a parser must know before the first token. */
export interface OutputStart {
  /** The end of the rendered prompt opened reasoning, so the output starts inside it. */
  readonly insideReasoning: boolean;
  /** The prompt itself closed or switched off reasoning (`<think></think>`); the model may write some all the same. */
  readonly reasoningIsOff: boolean;
  /** Tools that were offered; with none (or the choice `none`) markup of calls stays content. */
  readonly tools: readonly ToolDefinition[];
  /** False: stop after the first complete call. */
  readonly parallelCalls: boolean;
}
