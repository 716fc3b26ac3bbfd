import type { Catalog } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import type { Resident } from "../../../shared/shapes/resident";
import type { PickerOption } from "../../ui/Picker";
import { catalogOrder } from "../library/catalog-order";
import type { NameOf } from "../residency/model-name";

export type CatalogEntryHere = Catalog["entries"][number];

/** What can be planned: models on disk that are not in memory, those with an alias first, then those of the catalogue that are not on disk. */
export function planChoices(
  models: readonly Model[],
  residents: readonly Resident[],
  entries: readonly CatalogEntryHere[],
  nameOf: NameOf,
  groups: { readonly onDisk: string; readonly toDownload: string },
): readonly PickerOption[] {
  const inMemory = new Set(residents.filter(({ state }) => state !== "failed").map(({ reference }) => reference));
  return [
    ...models
      .filter(({ reference }) => !inMemory.has(reference))
      .sort((one, other) => Math.min(1, other.aliases.length) - Math.min(1, one.aliases.length))
      .map(({ reference, displayName, quantization, aliases }) => ({
        value: reference,
        label:
          aliases.length === 0
            ? `${displayName} ${quantization}`
            : `${nameOf(reference)}: ${displayName} ${quantization}`,
        group: groups.onDisk,
      })),
    ...catalogOrder(entries).map(({ name, displayName }) => ({
      value: name,
      label: displayName,
      group: groups.toDownload,
    })),
  ];
}
