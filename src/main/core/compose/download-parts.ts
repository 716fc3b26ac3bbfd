import { join } from "node:path";
import { DownloadStore } from "../downloads/download-store";
import { DownloadManager } from "../downloads/downloads";
import { fetcherLauncher } from "../downloads/fetcher-process";
import { hubEndpoint } from "../downloads/hub-endpoint";
import { HubToken } from "../downloads/hub-token";
import { systemClock } from "../kernel/clock";
import type { Library } from "../library/library-port";
import { catalogEntries } from "../planning/catalog";
import type { Ground } from "./ground";

export interface DownloadParts {
  readonly downloads: DownloadManager;
  readonly hubToken: HubToken;
}

/** Models on their way to this machine: the only door out. */
export function composeDownloads({ options, disposables }: Ground, library: Library): DownloadParts {
  const { dataDirectory, logger, keyStore = null } = options;
  const { HF_ENDPOINT: hubAddress, HF_TOKEN: givenToken } = process.env;
  const hubToken = new HubToken({ folder: dataDirectory.path, keyStore, fromEnvironment: givenToken, logger });
  const downloads = new DownloadManager({
    launch: fetcherLauncher(options.processes),
    library,
    modelsDirectory: dataDirectory.modelsDirectory,
    store: new DownloadStore(join(dataDirectory.path, "downloads.json"), logger),
    catalogSource: (name) => catalogEntries.find((entry) => entry.name === name)?.source ?? null,
    endpoint: () => hubEndpoint(hubAddress),
    token: () => hubToken.read(),
    limitBytesPerSecond: () => options.settings.read().downloadBytesPerSecond,
    clock: systemClock,
    logger,
  });
  disposables.add(() => downloads.dispose());
  return { downloads, hubToken };
}
