import type { Handlers } from "../../../../shared/contract/derive";
import type { Downloads } from "../../downloads/downloads-port";
import type { HubToken } from "../../downloads/hub-token";
import { pullItems } from "../../downloads/pull-items";
import type { Library } from "../../library/library-port";

export type DownloadHandlers = Pick<
  Handlers,
  "downloads" | "pull" | "pauseDownload" | "resumeDownload" | "cancelDownload" | "setHubToken"
>;

export function downloadHandlers(
  downloads: Downloads,
  hubToken: Pick<HubToken, "set">,
  library: Library,
): DownloadHandlers {
  return {
    downloads: async () => ({ downloads: [...downloads.list()] }),
    pull: (request, { signal }) => pullItems(downloads, library, downloads.pull(request).id, signal),
    pauseDownload: async ({ id }) => await downloads.pause(id),
    resumeDownload: async ({ id }) => await downloads.resume(id),
    cancelDownload: async ({ id }) => await downloads.cancel(id),
    setHubToken: async ({ token }) => ({ held: await hubToken.set(token) }),
  };
}
