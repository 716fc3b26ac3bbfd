import type {
  LlamaContextSequence,
  LlamaGrammarEvaluationState,
  SequenceEvaluateOptions,
  Token,
  TokenBias,
} from "node-llama-cpp";
import type { Sampling } from "../../core/engine/sampling";
import { evaluateOptions, randomSeed, type RecentTokens } from "./evaluate-options";
import { pickToken } from "./pick-token";
import { seededRandom } from "./seeded-random";

export interface SampledToken {
  readonly token: Token;
  /** Of the whole vocabulary, most probable first; null where they were not asked for. */
  readonly probabilities: ReadonlyMap<Token, number> | null;
}

/** One request's tokens, one at each call. */
export interface TokenSource {
  /**
   * Reads what is still to be read and gives the next token. `instead` replaces the token given last: the engine reads those tokens as
   * if the model had written them.
   */
  next(instead?: readonly Token[]): Promise<SampledToken | null>;
  close(): Promise<void>;
}

export interface TokenSourceOptions {
  readonly sequence: LlamaContextSequence;
  /** The end of the prompt, at least one token. */
  readonly tokens: Token[];
  readonly sampling: Sampling;
  readonly bias: TokenBias | null;
  /** Asked at each step; null: no grammar at that step. */
  readonly grammar: (() => LlamaGrammarEvaluationState | null) | null;
  readonly recentTokens: RecentTokens;
  readonly withProbabilities: boolean;
}

export function tokenSource(options: TokenSourceOptions): TokenSource {
  return options.withProbabilities && options.grammar === null ? measuredSource(options) : plainSource(options);
}

function plainSource(options: TokenSourceOptions): TokenSource {
  const { sequence, tokens } = options;
  const settings = { ...evaluateOptions(options.sampling, options.recentTokens), ...constraints(options) };
  // Under a grammar the probabilities are those among the tokens that it allows.
  const iterator: AsyncGenerator<Partial<SampledToken> & Pick<SampledToken, "token">, void, Token[] | undefined> =
    options.withProbabilities
      ? sequence.evaluateWithMetadata(tokens, { probabilities: true }, settings)
      : sequence.evaluateWithMetadata(tokens, {}, settings);
  return {
    next: async (instead) => {
      const { value, done } = await iterator.next(instead === undefined ? undefined : [...instead]);
      return done === true ? null : { token: value.token, probabilities: value.probabilities ?? null };
    },
    close: async () => {
      await iterator.return();
    },
  };
}

/**
 * With the probabilities of the whole vocabulary: the engine samples greedily, which leaves its list uncut and without temperature, and
 * the choice is made here. A token costs more so (about 0.1 s with 152,000 entries), and the same seed chooses another way.
 */
function measuredSource(options: TokenSourceOptions): TokenSource {
  const { sequence, tokens, sampling } = options;
  const random = seededRandom(sampling.seed ?? randomSeed());
  const iterator = sequence.evaluateWithMetadata(
    tokens,
    { probabilities: true },
    { ...evaluateOptions({ ...sampling, temperature: 0 }, options.recentTokens), ...constraints(options) },
  );
  let chosen: Token | undefined;
  return {
    next: async (instead) => {
      const { value, done } = await iterator.next(instead === undefined ? chosen : [...instead]);
      if (done === true) return null;
      chosen = pickToken(value.probabilities, sampling, random);
      return { token: chosen, probabilities: value.probabilities };
    },
    close: async () => {
      await iterator.return();
    },
  };
}

function constraints({ bias, grammar }: TokenSourceOptions): SequenceEvaluateOptions {
  return {
    ...(bias === null ? {} : { tokenBias: bias }),
    ...(grammar === null ? {} : { grammarEvaluationState: () => grammar() ?? undefined }),
  };
}
