/** A JSON Schema as a client sent it; what of it can be honoured is judged where a grammar is made of it. */
export type JsonSchema = boolean | Readonly<Record<string, unknown>>;

/** One call of a tool. `argumentsJson` is the text of one JSON object, as the model wrote it. */
export interface ToolCall {
  /** As the model or an earlier answer of ours gave it; clients send it back with the result. */
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
}

/** A function that the model may call. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string | undefined;
  /** Of the arguments object. */
  readonly parameters: JsonSchema;
  /** The arguments must follow the schema to the letter: the family's grammar holds while a call is written. */
  readonly strict?: boolean | undefined;
  /** A message tells the model of it; the prompt's list of tools leaves it out, so that what comes before that message stays the same. */
  readonly isToldInMessages?: boolean | undefined;
}

/** A message of a conversation, free of any dialect. Texts are plain; parts have been joined. */
export type ConversationMessage =
  | { readonly role: "system" | "developer" | "user"; readonly content: string }
  | {
      readonly role: "assistant";
      readonly content: string;
      /** What the model thought before it answered, where the client sends it back. */
      readonly reasoning?: string | undefined;
      readonly calls?: readonly ToolCall[] | undefined;
    }
  | {
      readonly role: "tool";
      readonly content: string;
      /** Which call this answers; absent in dialects without ids. */
      readonly callId?: string | undefined;
      /** The tool's name; found by `callId` where it is absent. */
      readonly name?: string | undefined;
    };

export type ToolChoice =
  /** The model decides. */
  | { readonly type: "auto" }
  /** No call, although tools are known. */
  | { readonly type: "none" }
  /** At least one call. */
  | { readonly type: "required" }
  /** A call of this one. */
  | { readonly type: "named"; readonly name: string };

/** How much the model may think; what the template has no switch for is left to the model. */
export interface ReasoningWish {
  /** Absent: as the template has it. */
  readonly enabled?: boolean | undefined;
  readonly effort?: "minimal" | "low" | "medium" | "high" | undefined;
  /** Tokens of reasoning at most; after them the reasoning is closed and the answer begins. */
  readonly budgetTokens?: number | undefined;
  /** Keep the reasoning of finished turns in the prompt, where the template can. */
  readonly keepPast?: boolean | undefined;
}

export interface Conversation {
  readonly messages: readonly ConversationMessage[];
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Default: `auto` with tools. */
  readonly toolChoice?: ToolChoice | undefined;
  /** Default true. */
  readonly parallelCalls?: boolean | undefined;
  readonly reasoning?: ReasoningWish | undefined;
  /** Further variables of the template (`chat_template_kwargs`); they win over ours, but not over messages and tools. */
  readonly templateArguments?: Readonly<Record<string, unknown>> | undefined;
  /** Rendered through this Jinja template instead of the model's own. */
  readonly template?: string | undefined;
}
