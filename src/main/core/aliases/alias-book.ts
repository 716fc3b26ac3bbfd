import { TresorError } from "../../../shared/errors";
import type { Alias } from "../../../shared/shapes/alias";
import type { Model } from "../../../shared/shapes/model";
import type { Settings } from "../../../shared/shapes/settings";
import type { SettingsStore } from "../settings/settings-store";
import { aliasKey, checkedAliasName, refuseHiddenModel, roleNamed } from "./alias-name";
import type { AliasedLibrary } from "./aliased-library";

export interface AliasBookOptions {
  readonly library: AliasedLibrary;
  readonly settings: SettingsStore;
  readonly onChanged: (settings: Settings) => void;
}

/** Sets names and takes them away; they are kept in the settings. */
export class AliasBook {
  readonly #options: AliasBookOptions;

  constructor(options: AliasBookOptions) {
    this.#options = options;
  }

  list(): readonly Alias[] {
    return this.#options.library.aliases();
  }

  /** An alias of an alias leads to the same model from then on, not to the other name. @throws TresorError `invalid_request`, as `resolve` */
  set(name: string, reference: string): Alias {
    const { library } = this.#options;
    const key = checkedAliasName(name);
    const model = library.resolve(reference);
    refuseHiddenModel(key, model, library.models());
    const target = targetOf(reference, model);
    this.#write([...this.#withoutKey(key), [key, target]]);
    return { name: key, role: roleNamed(key), target, reference: model.reference };
  }

  /** @throws TresorError `model_not_found` */
  remove(name: string): readonly Alias[] {
    const key = aliasKey(name);
    const kept = this.#withoutKey(key);
    if (kept.length === this.#entries().length && roleNamed(key) === null) {
      throw new TresorError("model_not_found", `There is no alias "${key}"; tresor alias list shows all.`, {
        alias: key,
      });
    }
    this.#write(kept);
    return this.list();
  }

  /** The names that the user has given to this model; a role's default is no such name. */
  namesOf({ reference }: Pick<Model, "reference">): readonly string[] {
    return this.list().flatMap((alias) => (alias.target !== null && alias.reference === reference ? alias.name : []));
  }

  /** Takes these names away. */
  forget(names: readonly string[]): void {
    if (names.length > 0) this.#write(this.#entries().filter(([name]) => !names.includes(aliasKey(name))));
  }

  #entries(): readonly (readonly [name: string, target: string])[] {
    return Object.entries(this.#options.settings.read().aliases);
  }

  #withoutKey(key: string): readonly (readonly [name: string, target: string])[] {
    return this.#entries().filter(([name]) => aliasKey(name) !== key);
  }

  #write(entries: readonly (readonly [name: string, target: string])[]): void {
    const { library, settings, onChanged } = this.#options;
    const changed = settings.update({ aliases: Object.fromEntries(entries) });
    library.refresh();
    onChanged(changed);
  }
}

/** A digest stays one, since it means the same content whatever its file is called; any other wish becomes the full reference. */
function targetOf(wish: string, { reference, digest }: Model): string {
  return digest !== null && /^(sha256:)?[0-9a-f]{12,}$/i.test(wish.trim()) ? digest : reference;
}
