import { TresorError } from "../../../shared/errors";
import type { Conversation, ToolChoice, ToolDefinition } from "../../core/engine/conversation";
import type { OutputFormat } from "../../core/engine/sampling";
import { GrammarBuilder, literal } from "../grammar/grammar-builder";
import { formatGrammar, jsonRule, type JsonFormat } from "../grammar/output-grammar";
import { textBefore } from "../grammar/text-before";
import type { OutputFamily } from "../output/output-family";
import type { ReasoningMarkers } from "../output/prose";
import { allowsSeveralCalls } from "./several-calls";

/** What constrains an answer. Both are GBNF. */
export interface AnswerGrammar {
  /** From the first token on, reasoning included. */
  readonly whole: string;
  /** For what follows once reasoning has been closed by its budget. */
  readonly afterReasoning: string;
  /** The grammar knows nothing of reasoning: it is set aside while the model reasons. */
  readonly skipsReasoning: boolean;
}

export interface AnswerGrammarInput {
  readonly format: OutputFormat | undefined;
  readonly conversation: Conversation | null;
  readonly family: OutputFamily;
  /** What the prompt was rendered with; null: Tresor's own template. */
  readonly templateText: string | null;
  readonly insideReasoning: boolean;
}

/** @throws TresorError `invalid_request`, `unsupported` naming what cannot be honoured */
export function answerGrammar(input: AnswerGrammarInput): AnswerGrammar | null {
  const { format, conversation, family, insideReasoning } = input;
  const forced = forcedChoice(conversation);
  if (forced !== null) {
    if (format !== undefined) throw formatAndCall();
    return callsGrammar(family, forced, insideReasoning);
  }
  if (format === undefined) return null;
  const answer = formatGrammar(format);
  if (format.type === "grammar") return { whole: answer, afterReasoning: answer, skipsReasoning: true };
  const reasoning = reasoningOf(input);
  const whole = reasoning === null ? answer : behindReasoning(format, reasoning, insideReasoning);
  return { whole, afterReasoning: answer, skipsReasoning: false };
}

/** Reasoning before an answer is for models that were taught it; others would wander into it. */
function reasoningOf({ family, templateText, insideReasoning }: AnswerGrammarInput): ReasoningMarkers | null {
  const { reasoning } = family;
  if (reasoning === null || insideReasoning) return reasoning;
  return templateText?.includes(reasoning.open) === true ? reasoning : null;
}

interface ForcedChoice {
  readonly tools: readonly ToolDefinition[];
  readonly choice: "required" | { readonly name: string };
  readonly parallel: boolean;
}

function forcedChoice(conversation: Conversation | null): ForcedChoice | null {
  const choice: ToolChoice = conversation?.toolChoice ?? { type: "auto" };
  if (conversation === null || choice.type === "auto" || choice.type === "none") return null;
  return {
    tools: conversation.tools ?? [],
    choice: choice.type === "required" ? "required" : { name: choice.name },
    parallel: allowsSeveralCalls(conversation),
  };
}

function callsGrammar(family: OutputFamily, forced: ForcedChoice, insideReasoning: boolean): AnswerGrammar {
  const text = (inside: boolean) => {
    const builder = new GrammarBuilder();
    return builder.text(family.callGrammar(builder, { ...forced, insideReasoning: inside }));
  };
  const afterReasoning = text(false);
  return { whole: insideReasoning ? text(true) : afterReasoning, afterReasoning, skipsReasoning: false };
}

/** The answer behind reasoning that the model may write, or that the prompt has opened. */
function behindReasoning(format: JsonFormat, reasoning: ReasoningMarkers, insideReasoning: boolean): string {
  const builder = new GrammarBuilder();
  const answer = jsonRule(builder, format);
  const thought = `${textBefore(builder, reasoning.close)} ${literal(reasoning.close)}`;
  const space = "[ \\n]{0,4}";
  const before = insideReasoning ? `${thought} ${space}` : `(${space} ${literal(reasoning.open)} ${thought} ${space})?`;
  return builder.text(`${before} ${answer}`);
}

function formatAndCall(): TresorError {
  return new TresorError(
    "unsupported",
    "response_format cannot be combined with a demanded tool call; leave one out.",
    {
      field: "response_format",
    },
  );
}
