/** The columns of docs/clients.md, and the tests that every client goes through. */
export const features = {
  models: "models",
  chat: "chat",
  stream: "stream",
  tools: "tools",
  structured: "structured output",
  reasoning: "reasoning",
  embeddings: "embeddings",
  errors: "errors",
  cancel: "cancellation",
  usage: "usage",
  cached: "cached tokens",
} as const;

export type Feature = keyof typeof features;

export type FeatureNotes = Partial<Readonly<Record<Feature, string>>>;

export interface ClientRow {
  /** As it stands in the table. */
  readonly name: string;
  /** Its packages; their pinned versions are shown. */
  readonly packages: readonly string[];
  readonly dialect: string;
  /** What the client itself cannot do, and how that is known. */
  readonly lacks?: FeatureNotes;
  /** Features of which a part is lost in the client itself; that part is left out. */
  readonly partly?: FeatureNotes;
}

declare module "vitest" {
  interface TaskMeta {
    /** Set by the tests that docs/clients.md is made of. */
    client?: ClientRow;
    feature?: Feature;
  }
}
