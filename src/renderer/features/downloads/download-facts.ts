import type { Download, DownloadState } from "../../../shared/shapes/download";

const underWay: ReadonlySet<DownloadState> = new Set(["resolving", "downloading", "verifying"]);
const ended: ReadonlySet<DownloadState> = new Set(["done", "failed", "cancelled"]);

/** Whether the fetcher runs for it now. */
export const isUnderWay = ({ state }: Download): boolean => underWay.has(state);

/** Whether it is over; a failed one can be taken up again. */
export const hasEnded = ({ state }: Download): boolean => ended.has(state);

/** From 0 to 1; null while the whole is not known. */
export function shareOf({ bytes, totalBytes }: Download): number | null {
  return totalBytes === null || totalBytes === 0 ? null : Math.min(1, bytes / totalBytes);
}

/**
 * What a person calls it: the repository without its owner for `hf:owner/repo:Q8_0`, the file of a URL, else the source as it was
 * asked for.
 */
export function downloadName({ source }: Download): string {
  const hub = /^hf:[^/]+\/([^:@]+)/.exec(source)?.[1];
  if (hub !== undefined) return hub.replace(/-GGUF$/i, "");
  if (!/^https?:/.test(source)) return source;
  return source.split(/[?#]/)[0]?.split("/").at(-1) ?? source;
}

/** Those that are worth a place: under way first, then paused, failed, and what has ended, each as they began. */
export function inOrder(downloads: readonly Download[]): readonly Download[] {
  const rank = (download: Download) => {
    if (isUnderWay(download)) return 0;
    return { paused: 1, failed: 2 }[download.state as string] ?? 3;
  };
  return downloads
    .filter(({ state }) => state !== "cancelled")
    .sort((one, other) => rank(one) - rank(other) || one.startedAt.localeCompare(other.startedAt));
}
