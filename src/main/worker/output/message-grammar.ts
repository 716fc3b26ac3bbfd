import { literal } from "../grammar/grammar-builder";
import { textBefore } from "../grammar/text-before";
import { callGrammarOf, sequence, type CallForm } from "./call-grammar";
import type { OutputFamily } from "./output-family";

/** Reasoning as a message of its own, and what begins the message after it. */
export interface ReasoningMessage {
  readonly open: string;
  readonly close: string;
  readonly next: string;
}

/** The grammar of an output of messages: one of reasoning, if the model likes, then calls. */
export function messageGrammarOf(
  reasoning: ReasoningMessage,
  form: Omit<CallForm, "reasoning">,
): OutputFamily["callGrammar"] {
  const callGrammar = callGrammarOf({ ...form, reasoning: null });
  return (builder, calls) => {
    const rest = sequence(textBefore(builder, reasoning.close), literal(reasoning.close + reasoning.next));
    const thought = calls.insideReasoning ? rest : `(${literal(reasoning.open)} ${rest})?`;
    return builder.rule("messages", sequence(thought, callGrammar(builder, calls)));
  };
}
