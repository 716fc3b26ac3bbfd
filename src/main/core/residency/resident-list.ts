import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Library } from "../library/library-port";
import type { LiveResident } from "./live-resident";

/** All residents in the order in which they were asked for, by any name that the library knows. */
export class ResidentList {
  readonly #library: Library;
  readonly #residents = new Map<string, LiveResident>();

  constructor(library: Library) {
    this.#library = library;
  }

  all(): readonly LiveResident[] {
    return [...this.#residents.values()];
  }

  /** By its full reference. */
  get(reference: string): LiveResident | undefined {
    return this.#residents.get(reference);
  }

  add(resident: LiveResident): void {
    this.#residents.set(resident.reference, resident);
  }

  delete(reference: string): void {
    this.#residents.delete(reference);
  }

  followFiles(models: readonly Model[]): void {
    const byReference = new Map(models.map((model) => [model.reference, model]));
    for (const resident of this.all()) {
      const model = byReference.get(resident.reference);
      if (model !== undefined) resident.followFile(model);
    }
  }

  /** The full reference. @throws TresorError `model_not_found`, `ambiguous_reference` */
  nameOf(reference: string): string {
    return this.#residents.has(reference) ? reference : this.#library.resolve(reference).reference;
  }

  /** A name that the library does not know, or knows two models for, is no resident's. */
  find(reference: string): LiveResident | undefined {
    try {
      return this.#residents.get(this.nameOf(reference));
    } catch (error) {
      if (error instanceof TresorError) return undefined;
      throw error;
    }
  }

  /** @throws TresorError `not_resident`, and as `nameOf` */
  require(reference: string): LiveResident {
    const resident = this.#residents.get(this.nameOf(reference));
    if (resident === undefined) throw notResident(reference);
    return resident;
  }
}

export const notResident = (reference: string) =>
  new TresorError("not_resident", `${reference} is not resident. \`tresor ps\` shows what is.`);
