import type { Handlers } from "../../../../shared/contract/derive";
import { TresorError } from "../../../../shared/errors";
import type { Library } from "../../library/library-port";

export type LibraryHandlers = Pick<
  Handlers,
  "list" | "show" | "rescan" | "aliases" | "setAlias" | "removeAlias" | "import" | "remove"
>;

export function libraryHandlers(library: Library): LibraryHandlers {
  const listing = () => ({ models: [...library.models()], rejected: [...library.rejected()] });
  const error = () => new TresorError("unsupported", "This is not built yet.");
  const notYet = () => Promise.reject(error());
  return {
    list: async () => listing(),
    show: async ({ reference }) => await library.details(reference),
    rescan: async () => {
      await library.rescan();
      return listing();
    },
    aliases: notYet,
    setAlias: notYet,
    removeAlias: notYet,
    import: () => {
      throw error();
    },
    remove: notYet,
  };
}
