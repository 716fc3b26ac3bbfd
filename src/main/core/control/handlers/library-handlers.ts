import type { Handlers } from "../../../../shared/contract/derive";
import type { AliasBook } from "../../aliases/alias-book";
import type { ModelImporter } from "../../library-changes/import-model";
import type { ModelRemover } from "../../library-changes/remove-model";
import type { Library } from "../../library/library-port";

export type LibraryHandlers = Pick<
  Handlers,
  "list" | "show" | "rescan" | "aliases" | "setAlias" | "removeAlias" | "import" | "remove"
>;

export interface LibraryDependencies {
  readonly library: Library;
  readonly aliases: AliasBook;
  readonly importer: ModelImporter;
  readonly remover: ModelRemover;
}

export function libraryHandlers({ library, aliases, importer, remover }: LibraryDependencies): LibraryHandlers {
  const listing = () => ({ models: [...library.models()], rejected: [...library.rejected()] });
  return {
    list: async () => listing(),
    show: async ({ reference }) => await library.details(reference),
    rescan: async () => {
      await library.rescan();
      return listing();
    },
    aliases: async () => ({ aliases: [...aliases.list()] }),
    setAlias: async ({ name, reference }) => aliases.set(name, reference),
    removeAlias: async ({ name }) => ({ aliases: [...aliases.remove(name)] }),
    import: (wish, { signal }) => importer.import(wish, signal),
    remove: async (removal, { client }) => await remover.remove({ ...removal, client }),
  };
}
