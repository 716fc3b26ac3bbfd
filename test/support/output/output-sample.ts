import type { OutputEnd, OutputStart } from "../../../src/main/worker/output/output-parser";

export interface ExpectedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Absent: the model writes none, and the parser says null. */
  readonly id?: string;
}

/** One output of a model and what must be read from it. */
export interface OutputSample {
  readonly title: string;
  readonly raw: string;
  /** Default: outside reasoning, the tools of `shared-pieces.ts`, parallel calls. */
  readonly start?: Partial<OutputStart>;
  /** Default: the model ended by itself. */
  readonly end?: OutputEnd;
  /** Only this form of the markers; default: the same result in both. */
  readonly markersAs?: "tokens" | "text";
  readonly expected: {
    readonly reasoning?: string;
    readonly content?: string;
    /** The complete calls; one that was cut off must not be among them. */
    readonly calls?: readonly ExpectedCall[];
    /** Names of calls that began and never ended. */
    readonly cutOff?: readonly string[];
  };
}

export interface FamilySamples {
  readonly title: string;
  /** The smallest template text by which the family is recognised. */
  readonly template: string;
  /** Texts that the tokenizer of the family's models marks as special. */
  readonly tokens: readonly string[];
  readonly samples: readonly OutputSample[];
}
