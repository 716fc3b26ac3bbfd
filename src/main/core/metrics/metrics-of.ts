import type { Status } from "../../../shared/shapes/status";
import type { Downloads } from "../downloads/downloads-port";
import type { Disposables } from "../kernel/disposables";
import type { PrefixCache } from "../prefix-cache/prefix-cache";
import type { Residency } from "../residency/residency-port";
import type { MachineMonitor } from "../telemetry/machine-monitor";
import { Metrics } from "./metrics";
import { processUse } from "./scraped-state";

export interface MetricsSources {
  readonly status: () => Status;
  readonly monitor: Pick<MachineMonitor, "current">;
  readonly residency: Pick<Residency, "residents" | "onEvent">;
  readonly downloads: Pick<Downloads, "list" | "onChange">;
  readonly prefixCache: Pick<PrefixCache, "report">;
}

/** Metrics that follow the core until they are disposed. */
export function metricsOf(sources: MetricsSources, disposables: Disposables): Metrics {
  const { status, monitor, residency, downloads, prefixCache } = sources;
  const metrics = new Metrics(async () => ({
    status: status(),
    machine: await monitor.current(),
    residents: residency.residents(),
    cache: await prefixCache.report(),
    downloads: downloads.list(),
    process: processUse(),
  }));
  disposables.add(residency.onEvent((signal) => metrics.residency.follow(signal)));
  disposables.add(downloads.onChange((download) => metrics.downloads.follow(download)));
  return metrics;
}
