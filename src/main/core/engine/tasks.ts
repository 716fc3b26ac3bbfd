import type { Conversation } from "./conversation";
import type { Prompt } from "./prompt";

/** Questions to the engine beside generation: each has one answer. Token numbers are the model's own. */
export interface EngineTasks {
  /** The prompt as the model would read it, and its tokens. */
  readonly render: {
    readonly input: { readonly conversation: Conversation };
    readonly output: {
      readonly text: string;
      readonly tokens: readonly number[];
      readonly template: "model" | "default";
    };
  };
  /** How many tokens a prompt has. */
  readonly count: { readonly input: { readonly prompt: Prompt }; readonly output: { readonly tokens: number } };
  readonly tokenize: {
    readonly input: {
      readonly text: string;
      /** With the tokens that the model puts around a text. */
      readonly addSpecial: boolean;
      /** Texts of control tokens become control tokens. */
      readonly parseSpecial: boolean;
    };
    /** `pieces` are the tokens' texts; a part of a character shows as U+FFFD. */
    readonly output: { readonly tokens: readonly number[]; readonly pieces: readonly string[] };
  };
  readonly detokenize: {
    readonly input: { readonly tokens: readonly number[] };
    readonly output: { readonly text: string };
  };
  /** One vector for each input, of length 1. */
  readonly embed: {
    readonly input: {
      readonly inputs: readonly (string | readonly number[])[];
      /** An input that is too long is cut at its end instead of refused. */
      readonly truncate: boolean;
      /** The first components only, brought to length 1 again. */
      readonly dimensions?: number | undefined;
    };
    readonly output: { readonly vectors: readonly (readonly number[])[]; readonly tokens: number };
  };
  /** How well each document answers the query, 0 to 1, in the documents' order. Models with a ranking head only. */
  readonly rerank: {
    readonly input: { readonly query: string; readonly documents: readonly string[]; readonly truncate: boolean };
    readonly output: { readonly scores: readonly number[]; readonly tokens: number };
  };
}

export type EngineTask = keyof EngineTasks;
