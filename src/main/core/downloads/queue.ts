import { isUnderWay } from "./download-changes";
import type { Download } from "../../../shared/shapes/download";

export interface Waiting {
  readonly download: Download;
  readonly folder: string;
  /** Whether a run works on it, or its files are being taken into the library. */
  readonly isBusy: boolean;
}

/** More at a time would only share the same line, and finish none of them sooner. */
export const mostAtATime = 2;

/**
 * What may start now, in the order in which it was asked for. Never two at a time into one folder: they may be after the same file
 * under different names.
 */
export function nextToStart<W extends Waiting>(all: readonly W[]): readonly W[] {
  const busy = all.filter(({ isBusy }) => isBusy);
  const folders = new Set(busy.map(({ folder }) => folder));
  const chosen: W[] = [];
  for (const candidate of all) {
    if (busy.length + chosen.length >= mostAtATime) break;
    if (candidate.isBusy || !isUnderWay(candidate.download) || folders.has(candidate.folder)) continue;
    folders.add(candidate.folder);
    chosen.push(candidate);
  }
  return chosen;
}
