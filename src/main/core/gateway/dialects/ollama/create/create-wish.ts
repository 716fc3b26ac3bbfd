/** What a client wants created, whichever form it was written in. */
export interface CreateWish {
  readonly name: string;
  /** A model or a name; null where `files` are given instead. */
  readonly from: string | null;
  /** Digests of uploaded files. */
  readonly files: readonly string[];
  readonly system: string | undefined;
  readonly template: string | undefined;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly licence: string | undefined;
  readonly stream: boolean;
}
