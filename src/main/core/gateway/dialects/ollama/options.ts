import { z } from "zod";
import type { Sampling } from "../../../engine/sampling";
import { numberBetween, stops, tokenLimit, wholeNumberBetween } from "../../decode/fields";
import { samplingFields, samplingOf } from "../../decode/sampling-fields";

const mostContextTokens = 2 ** 24;

/** `options` of a request and `PARAMETER` of a Modelfile. */
export const optionFields = z.looseObject(
  {
    ...samplingFields,
    temperature: numberBetween(0, 5),
    stop: stops(),
    num_predict: tokenLimit(),
    num_ctx: wholeNumberBetween(0, mostContextTokens),
  },
  "must be an object",
);
export type Options = z.output<typeof optionFields>;

/**
 * Options that mean nothing here, by the values with which they ask for nothing: how to sample in ways that the engine does not know,
 * what to keep of a prompt that is never cut, and how to place a model, which is not a client's to say.
 */
const withoutEffect: Readonly<Record<string, readonly unknown[]>> = {
  mirostat: [0],
  mirostat_tau: [],
  mirostat_eta: [],
  tfs_z: [1],
  typical_p: [1],
  penalize_newline: [],
  num_keep: [],
  num_batch: [],
  num_gpu: [-1],
  main_gpu: [0],
  num_thread: [0],
  numa: [false],
  low_vram: [false],
  f16_kv: [true],
  logits_all: [false],
  vocab_only: [false],
  use_mmap: [],
  use_mlock: [false],
  embedding_only: [false],
  draft_num_predict: [0],
};

export interface ReadOptions {
  readonly sampling: Sampling;
  readonly stop: readonly string[];
  readonly maxTokens: number | undefined;
  /** Tokens of context that are wished for. */
  readonly context: number | undefined;
  /** What was asked for and has no effect. */
  readonly ignored: readonly string[];
}

/** `field` is where they stand in the body. @throws TresorError `invalid_request` */
export function readOptions(options: Options, field: string): ReadOptions {
  const { num_predict, num_ctx } = options;
  return {
    sampling: samplingOf(options),
    stop: options.stop,
    // Ollama reads 0 as "no limit given".
    maxTokens: num_predict === 0 ? undefined : num_predict,
    context: num_ctx === 0 ? undefined : num_ctx,
    ignored: Object.entries(withoutEffect).flatMap(([name, silent]) => {
      const value = options[name];
      return value === undefined || value === null || silent.includes(value) ? [] : [`${field}.${name}`];
    }),
  };
}

export function isKnownOption(name: string): boolean {
  return Object.hasOwn(optionFields.shape, name) || Object.hasOwn(withoutEffect, name);
}
