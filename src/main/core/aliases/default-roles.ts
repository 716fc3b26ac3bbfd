import type { Role } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import { bareName } from "./alias-name";

/** What a role's default depends on besides the models themselves. */
export interface Circumstances {
  /** References that the user keeps in memory. */
  readonly pinned: readonly string[];
  /** References that are in memory now, pinned or not. */
  readonly resident: readonly string[];
  /** What all residents together may take; a larger file is no default. */
  readonly memoryLimitBytes: number;
}

type Candidate = Pick<Model, "reference" | "displayName" | "capabilities" | "quality" | "sizeBytes">;

/** Names that model makers give to models for code. */
const coderName = /(^|[^a-z])code|(?<!de|en|trans)coder|devstral|stablecode/i;
const instructName = /(^|[^a-z])(instruct|it|chat)([^a-z]|$)/i;

/**
 * The model that answers for a role while the user has set none; null when no model can. Of those that can and fit, the first by:
 * called like the role, full quality, pinned, resident, a chat template (text and code), named for instructions, larger, by name.
 */
export function defaultOf<M extends Candidate>(
  role: Role,
  models: readonly M[],
  circumstances: Circumstances,
): M | null {
  const fitting = models.filter(({ sizeBytes }) => sizeBytes <= circumstances.memoryLimitBytes);
  const able = fitting.filter((model) => serves(role, model));
  const compare = better(role, circumstances);
  const first = able.reduce<M | null>(
    (best, model) => (best === null || compare(model, best) < 0 ? model : best),
    null,
  );
  if (first !== null) return first;
  return role === "code" ? defaultOf("text", models, circumstances) : null;
}

function serves(role: Role, model: Candidate): boolean {
  const can = (capability: Model["capabilities"][number]) => model.capabilities.includes(capability);
  switch (role) {
    case "text":
      return can("completion");
    case "code":
      return can("completion") && (bareName(model) === role || isCoder(model));
    case "vision":
      return can("vision");
    case "embed":
      return can("embedding");
    case "rerank":
      return can("reranking");
  }
}

function isCoder({ reference, displayName }: Candidate): boolean {
  return coderName.test(reference) || coderName.test(displayName);
}

function better(role: Role, { pinned, resident }: Circumstances): (one: Candidate, other: Candidate) => number {
  const virtues: readonly ((model: Candidate) => boolean)[] = [
    (model) => bareName(model) === role,
    ({ quality }) => quality === "full",
    ({ reference }) => pinned.includes(reference),
    ({ reference }) => resident.includes(reference),
    ({ capabilities }) => capabilities.includes("chat"),
    ({ reference, displayName }) => instructName.test(reference) || instructName.test(displayName),
  ];
  return (one, other) => {
    for (const has of virtues) if (has(one) !== has(other)) return has(one) ? -1 : 1;
    if (one.sizeBytes !== other.sizeBytes) return other.sizeBytes - one.sizeBytes;
    return one.reference < other.reference ? -1 : 1;
  };
}
