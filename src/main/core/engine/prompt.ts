import type { Conversation } from "./conversation";

export type Prompt =
  /** Rendered through the model's own template, ready for the assistant's answer. */
  | { readonly type: "chat"; readonly conversation: Conversation }
  /** Taken as it is, after the model's beginning-of-sequence token. */
  | { readonly type: "text"; readonly text: string }
  /** What goes between two texts, for models that were trained to fill in; refused for others. */
  | { readonly type: "fill"; readonly prefix: string; readonly suffix: string }
  /** Ready tokens of this very model. */
  | { readonly type: "tokens"; readonly tokens: readonly number[] };
