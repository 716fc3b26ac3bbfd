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

export interface ClientRow {
  /** As it stands in the table. */
  readonly name: string;
  /** Its packages; their pinned versions are shown. */
  readonly packages: readonly string[];
  readonly dialect: string;
  /** What the client itself cannot do, and how that is known. */
  readonly lacks?: Partial<Readonly<Record<Feature, string>>>;
}

declare module "vitest" {
  interface TaskMeta {
    /** Set by the tests that docs/clients.md is made of. */
    client?: ClientRow;
    feature?: Feature;
  }
}
