import type { Handlers } from "../../../../shared/contract/derive";
import type { AliasBook } from "../../aliases/alias-book";
import type { ModelImporter } from "../../library-changes/import-model";
import type { ModelRemover } from "../../library-changes/remove-model";
import type { Library } from "../../library/library-port";
import type { PresetBook } from "../../presets/preset-book";

export type LibraryHandlers = Pick<
  Handlers,
  "list" | "show" | "rescan" | "aliases" | "setAlias" | "removeAlias" | "import" | "remove"
>;

export interface LibraryDependencies {
  readonly library: Library;
  readonly aliases: AliasBook;
  readonly importer: ModelImporter;
  readonly remover: ModelRemover;
  readonly presets: Pick<PresetBook, "follow" | "forget">;
}

export function libraryHandlers({
  library,
  aliases,
  importer,
  remover,
  presets,
}: LibraryDependencies): LibraryHandlers {
  const listing = () => ({ models: [...library.models()], rejected: [...library.rejected()] });
  return {
    list: async () => listing(),
    show: async ({ reference }) => await library.details(reference),
    rescan: async () => {
      await library.rescan();
      return listing();
    },
    aliases: async () => ({ aliases: [...aliases.list()] }),
    setAlias: async ({ name, reference }) => {
      const alias = aliases.set(name, reference);
      await presets.follow(name, reference);
      return alias;
    },
    removeAlias: async ({ name }) => {
      const left = aliases.remove(name);
      await presets.forget(name);
      return { aliases: [...left] };
    },
    import: (wish, { signal }) => importer.import(wish, signal),
    remove: async (removal, { client }) => await remover.remove({ ...removal, client }),
  };
}
