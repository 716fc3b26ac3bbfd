import { aliasKey } from "../aliases/alias-name";
import type { AliasBook } from "../aliases/alias-book";
import type { Preset } from "./preset";
import type { PresetStore } from "./preset-store";

/** What requests and listings need of the presets. */
export interface Presets {
  /** Of a name as a client wrote it; null: it adds nothing. */
  of(name: string): Preset | null;
}

export interface NewPreset {
  readonly name: string;
  /** A model, or a name of one; what that name adds is inherited part by part. */
  readonly from: string;
  readonly parts: Partial<Omit<Preset, "modifiedAt">>;
}

export interface PresetBookOptions {
  readonly aliases: Pick<AliasBook, "list" | "set" | "remove">;
  readonly store: PresetStore;
  readonly now?: () => Date;
}

/** Presets live and end with the aliases that bear their names. See design.md. */
export class PresetBook implements Presets {
  readonly #options: PresetBookOptions;
  #presets = new Map<string, Preset>();

  constructor(options: PresetBookOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#presets = new Map(await this.#options.store.load());
  }

  of(name: string): Preset | null {
    const key = aliasKey(name);
    const preset = this.#presets.get(key);
    return preset !== undefined && this.#names().has(key) ? preset : null;
  }

  /** Sets the name, and what it adds. @throws TresorError as `AliasBook.set`; what the file system throws */
  async create({ name, from, parts }: NewPreset): Promise<Preset> {
    const { aliases, now = () => new Date() } = this.#options;
    const preset = derived(this.of(from), parts, now().toISOString());
    const alias = aliases.set(name, from);
    try {
      await this.#write((presets) => presets.set(alias.name, preset));
    } catch (error) {
      aliases.remove(alias.name);
      throw error;
    }
    return preset;
  }

  /** A name was set to what another one leads to: it adds from now on what that one does, or nothing. */
  async follow(name: string, other: string): Promise<void> {
    const [key, source] = [aliasKey(name), this.of(other)];
    if (source !== null) await this.#write((presets) => presets.set(key, source));
    else await this.forget(name);
  }

  /** The name is gone. */
  async forget(name: string): Promise<void> {
    const key = aliasKey(name);
    if (this.#presets.has(key)) await this.#write((presets) => presets.delete(key));
  }

  /** Names that went by other ways take their presets with them here. */
  async #write(change: (presets: Map<string, Preset>) => void): Promise<void> {
    const names = this.#names();
    const before = this.#presets;
    const presets = new Map([...before].filter(([key]) => names.has(key)));
    change(presets);
    this.#presets = presets;
    try {
      await this.#options.store.save(presets);
    } catch (error) {
      this.#presets = before;
      throw error;
    }
  }

  #names(): ReadonlySet<string> {
    return new Set(this.#options.aliases.list().flatMap(({ name, target }) => (target === null ? [] : [name])));
  }
}

/** Parameters of one name replace those inherited under it; several of one name (`stop`) stay together. */
function derived(base: Preset | null, parts: NewPreset["parts"], modifiedAt: string): Preset {
  const given = new Set(parts.parameters?.map(({ name }) => name));
  const inherited = (base?.parameters ?? []).filter(({ name }) => !given.has(name));
  return {
    messages: [],
    stop: [],
    ...base,
    ...parts,
    sampling: { ...base?.sampling, ...parts.sampling },
    parameters: [...inherited, ...(parts.parameters ?? [])],
    modifiedAt,
  };
}
