import type { CacheReport } from "../../../shared/shapes/cache";
import type { Download } from "../../../shared/shapes/download";
import type { Machine } from "../../../shared/shapes/machine";
import type { Resident } from "../../../shared/shapes/resident";
import type { Status } from "../../../shared/shapes/status";

/** The core at the moment of a scrape. */
export interface ScrapedState {
  readonly status: Status;
  readonly machine: Machine;
  readonly residents: readonly Resident[];
  readonly cache: CacheReport;
  readonly downloads: readonly Download[];
  readonly process: ProcessUse;
}

/** What our own process has used; workers are processes of their own. */
export interface ProcessUse {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** `v20.19.0` */
  readonly node: string;
}

export function processUse(): ProcessUse {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss(), node: process.version };
}
