import type { presets } from "../test/support/gguf/presets";

export type PresetName = keyof typeof presets;

/** What the command line of the benches said (run.mjs). */
export interface BenchOptions {
  /** Few rounds: proves that a bench works. */
  readonly quick: boolean;
  /** The one model to measure; null: the bench's own. */
  readonly preset: PresetName | null;
  /** The server to compare with in place of node-llama-cpp; `model` null: the name that Tresor gives it. */
  readonly peer: { readonly url: string; readonly model: string | null } | null;
}
