import { homedir } from "node:os";
import { join } from "node:path";
import type { Resident } from "../../../shared/shapes/resident";
import { AliasedLibrary } from "../aliases/aliased-library";
import { InspectorClient } from "../library/inspector-client";
import { ModelLibrary } from "../library/library";
import { otherProgramsFolders } from "../library/other-programs";
import type { Ground } from "./ground";

export interface LibraryParts {
  readonly library: AliasedLibrary;
  readonly inspector: InspectorClient;
  /** Those that the user has named, beside Tresor's own. */
  readonly folders: () => readonly string[];
  /** Roles take what fits: looks again with another limit. */
  readonly refreshRoles: (memoryLimitBytes: number) => void;
}

/** Models on disk, with names in front of them. `residents` is asked later: the library comes before the residency. */
export function composeLibrary(ground: Ground, residents: () => readonly Resident[]): LibraryParts {
  const { options, settings, disposables } = ground;
  const { dataDirectory, logger } = options;
  const inspector = new InspectorClient(options.processes);
  const folders = () => [...options.modelsDirectories, ...options.settings.read().modelsDirs];
  const models = new ModelLibrary({
    ownFolder: dataDirectory.modelsDirectory,
    folders,
    otherPrograms: () => (options.settings.read().otherPrograms ? otherProgramsFolders(homedir(), process.env) : []),
    demoDirectory: options.demoDirectory,
    demo: () => settings().demo,
    cacheFile: join(dataDirectory.cacheDirectory, "library.json"),
    inspector,
    logger,
  });
  let limit = Infinity;
  const library = new AliasedLibrary(models, {
    targets: () => options.settings.read().aliases,
    circumstances: () => ({
      pinned: options.settings.read().pinned,
      resident: residents().flatMap(({ reference, state }) => (state === "ready" ? reference : [])),
      memoryLimitBytes: limit,
    }),
    onListenerError: (error) => logger.error({ error }, "a listener of the library failed"),
  });
  disposables.add(() => library.dispose());
  return {
    library,
    inspector,
    folders,
    refreshRoles: (memoryLimitBytes) => {
      limit = memoryLimitBytes;
      library.refresh();
    },
  };
}
