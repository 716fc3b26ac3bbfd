import type { Role } from "../../../shared/shapes/catalog";
import type { Model, Quality } from "../../../shared/shapes/model";
import { suits } from "../roles/role-candidates";

/** What a person looks for; null leaves a term out. */
export interface LibraryFilter {
  readonly text: string;
  readonly quality: Quality | null;
  readonly role: Role | null;
  readonly origin: Model["origin"] | null;
  readonly fitsOnly: boolean;
}

export const noFilter: LibraryFilter = { text: "", quality: null, role: null, origin: null, fitsOnly: false };

/** The models that meet every term. `limitBytes` is what all residents together may take. */
export function filtered(models: readonly Model[], filter: LibraryFilter, limitBytes: number): readonly Model[] {
  const { quality, role, origin, fitsOnly } = filter;
  const sought = plain(filter.text).split(" ").filter(Boolean);
  return models.filter(
    (model) =>
      (quality === null || model.quality === quality) &&
      (role === null || model.aliases.includes(role) || suits(role, model)) &&
      (origin === null || model.origin === origin) &&
      // The weights are the least that a model takes. What it takes in all depends on context and slots: the plan tells.
      (!fitsOnly || model.sizeBytes <= limitBytes) &&
      sought.every((word) => textOf(model).includes(word)),
  );
}

function textOf({ reference, displayName, aliases, architecture, quantization, licence, path }: Model): string {
  return plain([reference, displayName, ...aliases, architecture, quantization, licence ?? "", path].join(" "));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, " ").trim();
