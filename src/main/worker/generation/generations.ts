import type { Llama, LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Conversation } from "../../core/engine/conversation";
import type { GenerateRequest } from "../../core/engine/engine";
import type { PreparedPrompt, PromptTokens } from "../chat/prompt-tokens";
import { endTexts } from "../output/end-of-output";
import { familyOf } from "../output/families";
import type { OutputFamily } from "../output/output-family";
import type { OutputParser, OutputStart } from "../output/output-parser";
import { startOf } from "../output/output-start";
import { tokenBias } from "../sample/evaluate-options";
import { GrammarState } from "../sample/grammar-state";
import { TokenLogprobs } from "../sample/token-logprobs";
import { tokenSource } from "../sample/token-source";
import { refuseEncoder } from "../tasks/encoder";
import { answerGrammar } from "./answer-grammar";
import { Generation, type GenerationParts } from "./generation";
import { GenerationTokens, type Vocabulary } from "./generation-tokens";
import { markerTexts, modelVocabulary } from "./model-vocabulary";
import { plainParser } from "./plain-parser";
import { allowsSeveralCalls } from "./several-calls";

/** Room that is left for the answer when a prompt is shortened and the request says no number. */
const answerTokens = 512;

export interface GenerationsOptions {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly prompts: PromptTokens;
  /** Of one slot, in tokens. */
  readonly contextTokens: number;
  readonly now: () => number;
}

/** Makes generations of requests, for one model. */
export class Generations {
  readonly #options: GenerationsOptions;
  readonly #markers: ReadonlyMap<Token, string>;
  readonly #vocabularies = new Map<OutputFamily, Vocabulary>();
  readonly #logprobs: TokenLogprobs;

  constructor(options: GenerationsOptions) {
    const { model } = options;
    this.#options = options;
    this.#markers = markerTexts(model);
    this.#logprobs = new TokenLogprobs(model);
  }

  /** @throws TresorError `invalid_request`, `unsupported`, `context_exceeded` */
  async create(request: GenerateRequest): Promise<Generation> {
    const { llama, model, now } = this.#options;
    refuseEncoder(model);
    const arrivedAt = now();
    const prompt = this.#prepare(request);
    const conversation = request.prompt.type === "chat" ? request.prompt.conversation : null;
    const family = familyOf(prompt.templateText);
    const start = outputStart(conversation, prompt, family);
    const parser: OutputParser = conversation === null ? plainParser : family.parser(start);
    const constraint = answerGrammar({
      format: request.format,
      conversation,
      family,
      templateText: prompt.templateText,
      insideReasoning: start.insideReasoning,
    });
    const grammar =
      constraint === null ? null : await GrammarState.open(llama, model, constraint, () => parser.isReasoning);
    const bias = tokenBias(model, request.sampling.logitBias);
    const openSource: GenerationParts["openSource"] = (sequence, rest, recentTokens) =>
      tokenSource({
        sequence,
        tokens: rest,
        sampling: request.sampling,
        bias,
        grammar: grammar === null ? null : () => grammar.current(),
        recentTokens,
        withProbabilities: request.topLogprobs !== undefined,
      });
    return new Generation({
      request,
      promptTokens: prompt.tokens,
      systemTokens: prompt.systemTokens,
      turnTokens: prompt.turnTokens,
      stops: [...request.stop, ...prompt.stops],
      parser,
      tokens: new GenerationTokens(this.#vocabularyOf(family), prompt.tokens),
      closeReasoning: this.#closeReasoning(conversation, family),
      onReasoningClosed: () => grammar?.reasoningClosed(),
      logprobs: request.topLogprobs === undefined ? null : this.#logprobs,
      openSource,
      arrivedAt,
      now,
    });
  }

  #prepare(request: GenerateRequest): PreparedPrompt {
    const { prompts } = this.#options;
    const contextTokens = Math.min(this.#options.contextTokens, request.longestContext ?? Infinity);
    const prepared = prompts.prepare(request.prompt);
    if (prepared.tokens.length < contextTokens) return prepared;
    if (request.overflow !== "dropOldest") throw contextExceeded(prepared.tokens.length, contextTokens, request);
    const room = Math.min(request.maxTokens ?? answerTokens, Math.floor(contextTokens / 2));
    return prompts.fit(request.prompt, contextTokens - 1 - room);
  }

  #vocabularyOf(family: OutputFamily): Vocabulary {
    const known = this.#vocabularies.get(family);
    if (known !== undefined) return known;
    const texts = new Set(this.#markers.values());
    const ends = endTexts(family, (text) => texts.has(text));
    const vocabulary = modelVocabulary(this.#options.model, this.#markers, ends);
    this.#vocabularies.set(family, vocabulary);
    return vocabulary;
  }

  #closeReasoning(conversation: Conversation | null, { reasoning }: OutputFamily): readonly Token[] | null {
    if (conversation?.reasoning?.budgetTokens === undefined || reasoning === null) return null;
    return this.#options.model.tokenize(`\n${reasoning.close}\n\n`, true, "trimLeadingSpace");
  }
}

function outputStart(conversation: Conversation | null, prompt: PreparedPrompt, family: OutputFamily): OutputStart {
  const isOff = conversation?.toolChoice?.type === "none";
  return {
    ...startOf(family.reasoning, prompt.generationPrompt),
    tools: isOff ? [] : (conversation?.tools ?? []),
    parallelCalls: conversation === null || allowsSeveralCalls(conversation),
  };
}

function contextExceeded(
  promptTokens: number,
  contextTokens: number,
  { longestContext }: GenerateRequest,
): TresorError {
  const whose = contextTokens === longestContext ? "this key" : "the model";
  return new TresorError(
    "context_exceeded",
    // Clients know a full context by OpenAI's words "maximum context length" (LangChain, when it throws its own class for it).
    `The prompt has ${promptTokens} tokens, but the maximum context length of ${whose} is ${contextTokens}, and at least one must be left for the answer.`,
    { promptTokens, contextTokens },
  );
}
