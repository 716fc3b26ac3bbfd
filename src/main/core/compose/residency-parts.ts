import { totalmem } from "node:os";
import { join } from "node:path";
import type { AliasedLibrary } from "../aliases/aliased-library";
import { WorkerLauncher } from "../engine/worker-launcher";
import { systemClock } from "../kernel/clock";
import { prefixMemoryBytes } from "../prefix-cache/memory-share";
import { PrefixCache } from "../prefix-cache/prefix-cache";
import { machineEstimate, rememberLoads } from "../residency/memory/machine-estimate";
import { MeasuredBefore } from "../residency/memory/measured-before";
import type { EstimateLoad } from "../residency/memory/memory-estimate";
import { PinKeeper } from "../residency/pin-keeper";
import { createResidency } from "../residency/residency";
import type { MeasuredResidency } from "../residency/measured-residency";
import { MachineMonitor } from "../telemetry/machine-monitor";
import { machineMemoryOf } from "../telemetry/machine-source";
import { processMemoryOf } from "../telemetry/process-memory";
import { processorSource, type Processor } from "../telemetry/processor";
import { withReportedGpuLimit } from "../telemetry/gpu-limit";
import { WorkerMemoryWatch } from "../telemetry/worker-memory-watch";
import type { Ground } from "./ground";
import { watchResidents } from "./watch-residents";

export interface ResidencyParts {
  readonly residency: MeasuredResidency;
  readonly pinKeeper: PinKeeper;
  readonly prefixCache: PrefixCache;
  readonly launcher: WorkerLauncher;
  readonly monitor: MachineMonitor;
  readonly processor: () => Promise<Processor>;
  /** How loads are reckoned on this machine. */
  readonly estimate: EstimateLoad;
}

/** Models in memory: their processes, the memory they take, who keeps them there, and what is saved of their prompts. */
export async function composeResidency(ground: Ground, library: AliasedLibrary): Promise<ResidencyParts> {
  const { options, settings, disposables, hub, gpu, onFault } = ground;
  const { dataDirectory, logger, processes } = options;
  const prefixMemory = () => prefixMemoryBytes(options.settings.read().prefixMemoryBytes, totalmem());
  const prefixCache = await composePrefixCache(ground, prefixMemory);
  const launcher = new WorkerLauncher({
    processes,
    seal: () => settings().seal,
    logger,
    prefixDirectory: prefixDirectoryOf(ground),
    onPrefixReport: (report) => prefixCache.add(report),
  });

  const processor = processorSource();
  const measured = new MeasuredBefore(join(dataDirectory.cacheDirectory, "memory.json"), logger);
  await measured.load();
  disposables.add(() => measured.settled());
  const memoryWithoutReports = machineMemoryOf(process.platform);
  const memory = withReportedGpuLimit(memoryWithoutReports, () => measured.gpuLimit);
  const remember = rememberLoads(measured, gpu, memoryWithoutReports);
  const processMemory = processMemoryOf(process.platform);
  const estimate = machineEstimate({
    measured,
    gpu,
    prefixMemoryBytes: () => (settings().prefixCache ? prefixMemory() : 0),
  });
  const residency = createResidency({
    launcher,
    library,
    clock: systemClock,
    memory,
    processMemory,
    processor,
    preferences: settings,
    prefixes: (digest) => prefixCache.optionsFor(digest),
    gpu,
    estimate,
    onMeasured: (load) => void remember(load),
    pinned: options.settings.read().pinned,
    keepAlive: () => options.settings.read(),
    onPinsChanged: (pinned) => hub.emit("settings", options.settings.update({ pinned: [...pinned] })),
    logger,
  });
  disposables.add(() => residency.dispose(0));
  disposables.add(prefixCache.onCleared(() => residency.forgetPrefixes()));

  const pinKeeper = new PinKeeper({
    residency,
    roleReferences: () =>
      options.settings.read().keepRolesResident ? library.roleReferences().map(({ reference }) => reference) : [],
    clock: systemClock,
    onFault,
  });
  disposables.add(() => pinKeeper.dispose());
  disposables.add(library.onChange(() => pinKeeper.followRoles()));
  watchResidents(ground, { residency, library, memory });

  const monitor = new MachineMonitor({
    memory,
    processor,
    residents: () => residency.residents(),
    memoryLimitBytes: () => settings().memoryLimitBytes,
    reserveBytes: () => settings().reserveBytes,
    gpu,
    clock: systemClock,
    logger,
  });
  const workerMemory = new WorkerMemoryWatch({
    residents: () => residency.residents(),
    processMemory,
    record: (reference, bytes) => residency.recordMemory(reference, bytes),
    clock: systemClock,
  });
  disposables.add(() => workerMemory.dispose());
  return { residency, pinKeeper, prefixCache, launcher, monitor, processor, estimate };
}

const prefixDirectoryOf = ({ options }: Ground): string => join(options.dataDirectory.cacheDirectory, "kv");

async function composePrefixCache(ground: Ground, memoryBytes: () => number): Promise<PrefixCache> {
  const { options, settings, disposables } = ground;
  const prefixCache = new PrefixCache({
    directory: prefixDirectoryOf(ground),
    keyFolder: options.dataDirectory.path,
    keyStore: options.keyStore ?? null,
    settings: () => {
      const stored = options.settings.read();
      return {
        enabled: settings().prefixCache,
        limitBytes: stored.prefixCache ? stored.prefixCacheBytes : 0,
        memoryBytes: memoryBytes(),
      };
    },
    logger: options.logger,
  });
  await prefixCache.open();
  disposables.add(() => prefixCache.dispose());
  return prefixCache;
}
