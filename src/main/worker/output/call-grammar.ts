import { literal, type GrammarBuilder } from "../grammar/grammar-builder";
import { textBefore } from "../grammar/text-before";
import type { ToolDefinition } from "../../core/engine/conversation";
import type { ForcedCalls, OutputFamily } from "./output-family";
import type { ReasoningMarkers } from "./prose";

/** What a family writes when it calls: `before`, calls with `between` between them, `after`. The texts are plain, the call is GBNF. */
export interface CallForm {
  readonly reasoning: ReasoningMarkers | null;
  readonly before?: string;
  readonly call: (builder: GrammarBuilder, tool: ToolDefinition) => string;
  readonly between?: string;
  readonly after?: string;
  /** The form has room for one call only. */
  readonly isSingle?: boolean;
}

/** The grammar of an output that reasons, if it likes, and then calls. */
export function callGrammarOf(form: CallForm): OutputFamily["callGrammar"] {
  return (builder, calls) => {
    const call = builder.rule(
      "call",
      chosenTools(calls)
        .map((tool) => builder.rule(`call ${tool.name}`, form.call(builder, tool)))
        .join(" | "),
    );
    const more = calls.parallel && form.isSingle !== true ? `(${texts(form.between)} ${call})*` : "";
    const body = `${texts(form.before)} ${call} ${more} ${texts(form.after)}`;
    return builder.rule("calls", `${reasoningPart(builder, form.reasoning, calls.insideReasoning)} ${body}`.trim());
  };
}

/** One piece of GBNF after another; strings are GBNF already. */
export function sequence(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

function chosenTools({ tools, choice }: ForcedCalls): readonly ToolDefinition[] {
  return choice === "required" ? tools : tools.filter(({ name }) => name === choice.name);
}

function texts(text = ""): string {
  return text === "" ? "" : literal(text);
}

/** Reasoning up to its closer and the lines that models leave behind it. */
function reasoningPart(builder: GrammarBuilder, markers: ReasoningMarkers | null, isInside: boolean): string {
  const lines = builder.rule("lines", String.raw`("\n" ("\n" "\n"?)?)?`);
  if (markers === null) return lines;
  const rest = sequence(textBefore(builder, markers.close), literal(markers.close), lines);
  return isInside ? rest : `(${lines} ${literal(markers.open)} ${rest} | ${lines})`;
}
