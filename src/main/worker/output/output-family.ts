import type { ToolDefinition } from "../../core/engine/conversation";
import type { GrammarBuilder } from "../grammar/grammar-builder";
import type { OutputParser, OutputStart } from "./output-parser";
import type { ReasoningMarkers } from "./prose";

/** How models of one kind write reasoning and calls. */
export interface OutputFamily {
  readonly name: string;
  /** What their templates have and no template before them in families.ts has. */
  readonly matches: (template: string) => boolean;
  readonly parser: (start: OutputStart) => OutputParser;
  /** Null: they do not reason, as far as their templates say. `close` is fed to a model whose budget is used up. */
  readonly reasoning: ReasoningMarkers | null;
  /** GBNF for the whole output: reasoning up to its end, then calls. */
  readonly callGrammar: (builder: GrammarBuilder, calls: ForcedCalls) => string;
  /** Texts of tokens that end an output, beyond those of every family (end-of-output.ts). */
  readonly endTexts?: readonly string[];
  /** Texts of tokens that end an output elsewhere, but not here. */
  readonly notEndTexts?: readonly string[];
}

export interface ForcedCalls {
  readonly tools: readonly ToolDefinition[];
  /** At least one call of any tool, or of this one. */
  readonly choice: "required" | { readonly name: string };
  readonly parallel: boolean;
  /** The output starts inside reasoning. */
  readonly insideReasoning: boolean;
}
