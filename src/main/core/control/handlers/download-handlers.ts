import type { Handlers } from "../../../../shared/contract/derive";
import { TresorError } from "../../../../shared/errors";

export type DownloadHandlers = Pick<
  Handlers,
  "downloads" | "pull" | "pauseDownload" | "resumeDownload" | "cancelDownload" | "setHubToken"
>;

export function downloadHandlers(): DownloadHandlers {
  const error = () => new TresorError("unsupported", "Downloads are not built yet.");
  const notYet = () => Promise.reject(error());
  return {
    downloads: async () => ({ downloads: [] }),
    pull: () => {
      throw error();
    },
    pauseDownload: notYet,
    resumeDownload: notYet,
    cancelDownload: notYet,
    setHubToken: notYet,
  };
}
