/** A message on its way into a template: the client's strings are marked, arguments are read. */
export type PlainMessage =
  { readonly role: "system" | "user"; readonly content: string } | AssistantMessage | ResultMessage;

export interface AssistantMessage {
  readonly role: "assistant";
  readonly content: string;
  /** Empty: none. */
  readonly reasoning: string;
  readonly calls: readonly PlainCall[];
}

export interface ResultMessage {
  readonly role: "tool";
  readonly content: string;
  /** Of the call that it answers. */
  readonly callId: string;
  readonly name: string;
}

export interface PlainCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The same as the client wrote it. */
  readonly argumentsText: string;
}
