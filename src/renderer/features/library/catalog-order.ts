import type { Catalog } from "../../../shared/shapes/catalog";

type Entry = Catalog["entries"][number];

/** What can be got, the best first: what fits and is recommended, what fits, then the rest; the catalogue's own order within. */
export function catalogOrder(entries: readonly Entry[]): readonly Entry[] {
  const rank = ({ fits, recommended, source }: Entry) =>
    (fits ? 0 : 4) + (source === null ? 2 : 0) + (recommended ? 0 : 1);
  return entries.filter(({ reference }) => reference === null).sort((one, other) => rank(one) - rank(other));
}
