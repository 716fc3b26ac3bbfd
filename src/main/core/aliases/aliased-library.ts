import { TresorError } from "../../../shared/errors";
import type { Alias } from "../../../shared/shapes/alias";
import type { Role } from "../../../shared/shapes/catalog";
import type { Model, ModelDetails, RejectedFile } from "../../../shared/shapes/model";
import { Emitter } from "../kernel/emitter";
import type { Library, ModelDimensions } from "../library/library-port";
import { aliasKey } from "./alias-name";
import { aliasTable } from "./alias-table";
import type { Circumstances } from "./default-roles";

export interface AliasSources {
  /** What the user has set. */
  readonly targets: () => Readonly<Record<string, string>>;
  readonly circumstances: () => Circumstances;
  readonly onListenerError?: (error: unknown) => void;
}

export interface RoleReference {
  readonly role: Role;
  readonly reference: string;
}

/**
 * The library with names in front of it: an alias goes wherever a reference goes, and each model tells its aliases. A name is looked
 * up among the aliases first, and what it leads to among the models only.
 */
export class AliasedLibrary implements Library {
  readonly #inner: Library;
  readonly #sources: AliasSources;
  readonly #changes: Emitter<void>;
  readonly #ignoreInner: () => void;
  #table: readonly Alias[] | null = null;

  /** The inner library is owned from here on. */
  constructor(inner: Library, sources: AliasSources) {
    this.#inner = inner;
    this.#sources = sources;
    this.#changes = new Emitter(sources.onListenerError);
    this.#ignoreInner = inner.onChange(() => {
      this.#table = null;
      this.#changes.emit();
    });
  }

  /** All names and where they lead now. */
  aliases(): readonly Alias[] {
    return (this.#table ??= this.#compute());
  }

  /** The models of the roles, as far as there are any; one model may have several. */
  roleReferences(): readonly RoleReference[] {
    return this.aliases().flatMap(({ role, reference }) =>
      role === null || reference === null ? [] : { role, reference },
    );
  }

  /** Looks again at what the names depend on: call it when settings, pins, residents or the memory limit have changed. */
  refresh(): void {
    const before = this.#table;
    this.#table = this.#compute();
    if (JSON.stringify(this.#table) !== JSON.stringify(before)) this.#changes.emit();
  }

  /** The model that a reference means, aliases left aside. @throws as `resolve` */
  resolveModel(reference: string): Model {
    return this.#withAliases(this.#inner.resolve(reference));
  }

  models(): readonly Model[] {
    return this.#inner.models().map((model) => this.#withAliases(model));
  }

  rejected(): readonly RejectedFile[] {
    return this.#inner.rejected();
  }

  resolve(reference: string): Model {
    return this.#follow(reference, (target) => this.resolveModel(target));
  }

  async details(reference: string): Promise<ModelDetails> {
    const details = await this.#follow(reference, (target) => this.#inner.details(target));
    return { ...details, aliases: [...this.#namesOf(details)] };
  }

  async digest(reference: string): Promise<string> {
    return await this.#follow(reference, (target) => this.#inner.digest(target));
  }

  async dimensions(reference: string): Promise<ModelDimensions> {
    return await this.#follow(reference, (target) => this.#inner.dimensions(target));
  }

  learn(path: string, digest: string | null, provenance: Model["provenance"]): Promise<void> {
    return this.#inner.learn(path, digest, provenance);
  }

  rescan(): Promise<void> {
    return this.#inner.rescan();
  }

  onChange(listener: () => void): () => void {
    return this.#changes.on(listener);
  }

  async dispose(): Promise<void> {
    this.#ignoreInner();
    await this.#inner.dispose();
  }

  #compute(): readonly Alias[] {
    return aliasTable({
      targets: this.#sources.targets(),
      models: this.#inner.models(),
      circumstances: this.#sources.circumstances(),
      find: (target) => this.#find(target),
    });
  }

  #find(target: string): Model | null {
    try {
      return this.#inner.resolve(target);
    } catch (error) {
      if (error instanceof TresorError) return null;
      throw error;
    }
  }

  /** @throws TresorError `model_not_found` when the alias leads nowhere */
  #follow<T>(reference: string, ask: (target: string) => T): T {
    const key = aliasKey(reference);
    const alias = this.aliases().find(({ name }) => name === key);
    if (alias === undefined) return ask(reference);
    if (alias.reference !== null) return ask(alias.reference);
    throw alias.target === null ? noModelFor(alias.name) : targetGone(alias.name, alias.target);
  }

  #withAliases(model: Model): Model {
    const aliases = this.#namesOf(model);
    return aliases.length === model.aliases.length ? model : { ...model, aliases: [...aliases] };
  }

  /** Ours, then those under which another program knows it. */
  #namesOf({ reference, aliases }: Pick<Model, "reference" | "aliases">): readonly string[] {
    const ours = this.aliases().flatMap((alias) => (alias.reference === reference ? alias.name : []));
    return [...ours, ...aliases];
  }
}

function targetGone(alias: string, target: string): TresorError {
  return new TresorError(
    "model_not_found",
    `The alias "${alias}" leads to ${target}, which is not in the library. Set it anew: tresor alias set ${alias} MODEL.`,
    { alias, target },
  );
}

function noModelFor(role: string): TresorError {
  return new TresorError(
    "model_not_found",
    `No model here that fits can serve the role "${role}". Name one: tresor alias set ${role} MODEL.`,
    { alias: role },
  );
}
