import type { Catalog } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import { catalogOrder } from "../library/catalog-order";

/** What the first model may be. */
export type Choice =
  | { readonly kind: "download"; readonly name: string }
  | { readonly kind: "disk"; readonly reference: string }
  | { readonly kind: "demo" };

export interface ModelOffers {
  /** Of the catalogue: what fits this machine and is published, the best first. */
  readonly downloads: Catalog["entries"];
  /** Already here, can answer, and no demo; full quality first. */
  readonly onDisk: readonly Model[];
}

const mostDownloads = 3;
const mostOnDisk = 4;

export function modelOffers(entries: Catalog["entries"], models: readonly Model[]): ModelOffers {
  const worthIt = catalogOrder(entries).filter(({ fits, source }) => fits && source !== null);
  const real = models.filter(({ demo, capabilities }) => !demo && capabilities.includes("completion"));
  const full = real.filter(({ quality }) => quality === "full");
  const others = real.filter(({ quality }) => quality !== "full");
  return { downloads: worthIt.slice(0, mostDownloads), onDisk: [...full, ...others].slice(0, mostOnDisk) };
}

/** What costs no download comes first, unless it is of lower quality. */
export function firstChoice({ downloads, onDisk }: ModelOffers): Choice {
  const [here] = onDisk;
  const [there] = downloads;
  if (here !== undefined && (here.quality === "full" || there === undefined)) {
    return { kind: "disk", reference: here.reference };
  }
  return there === undefined ? { kind: "demo" } : { kind: "download", name: there.name };
}

export function isSameChoice(one: Choice, other: Choice): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
