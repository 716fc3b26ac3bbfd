/** One request as its answer names it. */
export interface MessageIdentity {
  readonly messageId: string;
  readonly requestId: string;
}
