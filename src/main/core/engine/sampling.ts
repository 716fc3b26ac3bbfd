import type { JsonSchema } from "./conversation";

/** How the next token is chosen. What is absent is left to the engine's defaults (worker/sample). */
export interface Sampling {
  /** 0 is greedy. */
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  /** 0 or absent: no limit. */
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  readonly repeatPenalty?: number | undefined;
  /** How many of the last tokens the three penalties look at. */
  readonly repeatLastTokens?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  /** "Don't repeat yourself": strength 0 or absent is off. */
  readonly dry?: DrySampling | undefined;
  /** "Exclude top choices": probability 0 or absent is off. */
  readonly xtc?: { readonly probability: number; readonly threshold: number } | undefined;
  /** Added to the logit of a token before anything else; −100 bans it, 100 forces it. Keys are token ids. */
  readonly logitBias?: Readonly<Record<string, number>> | undefined;
  /** 32-bit unsigned; absent: random. */
  readonly seed?: number | undefined;
}

export interface DrySampling {
  readonly strength: number;
  readonly base?: number | undefined;
  readonly allowedLength?: number | undefined;
  readonly lastTokens?: number | undefined;
  readonly sequenceBreakers?: readonly string[] | undefined;
}

export type OutputFormat =
  /** Any JSON object. */
  | { readonly type: "json" }
  | { readonly type: "schema"; readonly schema: JsonSchema }
  /** GBNF, the client's own. */
  | { readonly type: "grammar"; readonly grammar: string };

/** A token of the content and how probable it was; natural logarithms. */
export interface TokenLogprob extends TokenAlternative {
  /** The most probable tokens at this place, most probable first. */
  readonly top: readonly TokenAlternative[];
}

export interface TokenAlternative {
  readonly text: string;
  /** The token's own bytes: it may be a part of a character. */
  readonly bytes: readonly number[];
  readonly logprob: number;
}
