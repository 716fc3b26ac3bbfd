/** What a worker tells the core about its saved prefixes, for the bound on disk and for `cache show`. */
export type PrefixReport =
  /** A file was written; it takes the place of others, whose use counts for it from now on. */
  | { readonly type: "saved"; readonly key: string; readonly replaced: readonly string[] }
  /** A prompt began with this one, from memory or from disk. */
  | { readonly type: "used"; readonly key: string };
