import { LlamaGrammarEvaluationState, type Llama, type LlamaGrammar, type LlamaModel } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { AnswerGrammar } from "../generation/answer-grammar";

/** Where one answer stands in its grammar. */
export class GrammarState {
  readonly #model: LlamaModel;
  readonly #afterReasoning: LlamaGrammar;
  readonly #isSetAside: () => boolean;
  #state: LlamaGrammarEvaluationState;

  private constructor(model: LlamaModel, whole: LlamaGrammar, afterReasoning: LlamaGrammar, isSetAside: () => boolean) {
    this.#model = model;
    this.#afterReasoning = afterReasoning;
    this.#isSetAside = isSetAside;
    this.#state = new LlamaGrammarEvaluationState({ model, grammar: whole });
  }

  /** @throws TresorError `invalid_request` when the engine does not take the grammar, with its reason */
  static async open(
    llama: Llama,
    model: LlamaModel,
    { whole, afterReasoning, skipsReasoning }: AnswerGrammar,
    isReasoning: () => boolean,
  ): Promise<GrammarState> {
    try {
      const first = await llama.createGrammar({ grammar: whole });
      const second = afterReasoning === whole ? first : await llama.createGrammar({ grammar: afterReasoning });
      return new GrammarState(model, first, second, () => skipsReasoning && isReasoning());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TresorError("invalid_request", `response_format is refused by the engine: ${reason}`, {
        field: "response_format",
      });
    }
  }

  /** What the next token must follow; null: nothing. */
  current(): LlamaGrammarEvaluationState | null {
    return this.#isSetAside() ? null : this.#state;
  }

  /** Reasoning was closed from outside: what comes now is the answer. */
  reasoningClosed(): void {
    this.#state = new LlamaGrammarEvaluationState({ model: this.#model, grammar: this.#afterReasoning });
  }
}
