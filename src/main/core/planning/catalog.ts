import { z } from "zod";
import catalogDocument from "../../../../resources/catalog.json";
import { roleSchema, catalogEntrySchema, type Catalog, type CatalogEntry } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";

/** All models that we recommend, in the order of resources/catalog.json. */
export const catalogEntries: readonly CatalogEntry[] = z.array(catalogEntrySchema).parse(catalogDocument);

export interface CatalogView {
  readonly entries: readonly CatalogEntry[];
  /** On disk. */
  readonly models: readonly Model[];
  readonly memoryBytes: number;
  /** Whether this machine holds it when nothing else is loaded. */
  readonly fits: (entry: CatalogEntry) => boolean;
}

/** The catalogue as a machine sees it. Recommended is, for each role, the largest that fits, can be had, and leaves room to work. */
export function describeCatalog({ entries, models, memoryBytes, fits }: CatalogView): Catalog {
  const possible = entries.filter(
    (entry) => entry.source !== null && entry.recommendedFromBytes <= memoryBytes && fits(entry),
  );
  const recommended = new Set(
    roleSchema.options.map((role) => bestOf(possible.filter(({ roles }) => roles.includes(role)))),
  );
  return {
    entries: entries.map((entry) => ({
      ...entry,
      fits: fits(entry),
      recommended: recommended.has(entry),
      reference: models.find((model) => isEntry(model, entry))?.reference ?? null,
    })),
  };
}

function bestOf(entries: readonly CatalogEntry[]): CatalogEntry | undefined {
  const [first, ...rest] = entries;
  return rest.reduce(
    (best, entry) => (best === undefined || entry.recommendedFromBytes > best.recommendedFromBytes ? entry : best),
    first,
  );
}

/** The same repository, or at least the same name, at full quality. */
function isEntry(model: Model, { name, source }: CatalogEntry): boolean {
  if (model.quality !== "full") return false;
  const repository = /^hf:([^:]+)/.exec(source ?? "")?.[1];
  if (repository !== undefined && model.provenance?.repository === repository) return true;
  return model.reference.split(":")[0]?.toLowerCase() === name;
}
