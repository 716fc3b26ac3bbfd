import { homedir, totalmem } from "node:os";
import { join } from "node:path";
import { runDoctor } from "../core/control/doctor";
import { LeakTest } from "../core/sovereignty/leak/leak-test";
import { installTripwire } from "../core/sovereignty/tripwire";
import type { DoctorReport } from "../../shared/shapes/doctor";
import type { SettingsStore } from "../core/settings/settings-store";
import { WorkerLauncher } from "../core/engine/worker-launcher";
import { systemClock } from "../core/kernel/clock";
import { AliasedLibrary } from "../core/aliases/aliased-library";
import { createDataDirectory, ensureAdminToken } from "../core/kernel/data-directory";
import { createLogger, type Logger } from "../core/kernel/logger";
import { InspectorClient } from "../core/library/inspector-client";
import { ModelLibrary } from "../core/library/library";
import type { Library } from "../core/library/library-port";
import { BandwidthSource } from "../core/planning/bandwidth";
import { measureBandwidth } from "../core/planning/measure-bandwidth";
import { Planning } from "../core/planning/planning";
import { SpeedStore } from "../core/planning/speed-store";
import { otherProgramsFolders } from "../core/library/other-programs";
import { PrefixCache } from "../core/prefix-cache/prefix-cache";
import { MachineMonitor } from "../core/telemetry/machine-monitor";
import { machineMemoryOf } from "../core/telemetry/machine-source";
import { processorSource } from "../core/telemetry/processor";
import { openConfSettings } from "./conf-settings-store";
import { checkMemory, checkPort } from "./machine-checks";
import type { OpenPlanning } from "./open-planning";
import type { Session } from "./session";

/** The library as a running Tresor would see it, after one look at its folders. The caller disposes it. */
export async function openLibrary(session: Session): Promise<Library> {
  const { logger, settings } = openDataDirectory(session);
  const { options, capabilities } = session;
  const { installation } = capabilities;
  const models = new ModelLibrary({
    ownFolder: options.dataDirectory.modelsDirectory,
    folders: () => [...options.modelsDirectories, ...settings.read().modelsDirs],
    otherPrograms: () => (settings.read().otherPrograms ? otherProgramsFolders(homedir(), process.env) : []),
    demoDirectory: installation.demoDirectory,
    demo: () => settings.read().demo,
    cacheFile: join(options.dataDirectory.cacheDirectory, "library.json"),
    inspector: new InspectorClient(installation.processes),
    logger,
  });
  const { memoryLimitBytes } = options;
  const library = new AliasedLibrary(models, {
    targets: () => settings.read().aliases,
    circumstances: () => {
      const { pinned, memoryLimitBytes: limit } = settings.read();
      return { pinned, resident: [], memoryLimitBytes: memoryLimitBytes ?? limit ?? totalmem() };
    },
  });
  await library.rescan();
  return library;
}

/** The planner as a running Tresor with nothing loaded would have it. */
export async function openPlanning(session: Session): Promise<OpenPlanning> {
  const { logger, settings } = openDataDirectory(session);
  const { dataDirectory, memoryLimitBytes } = session.options;
  const library = await openLibrary(session);
  const processor = processorSource();
  const speed = await SpeedStore.open(join(dataDirectory.cacheDirectory, "speed.json"));
  const bandwidth = new BandwidthSource({
    processor,
    store: speed,
    measure: measureBandwidth,
    measureAgain: false,
    logger,
  });
  const monitor = new MachineMonitor({
    memory: machineMemoryOf(process.platform),
    processor,
    residents: () => [],
    memoryLimitBytes: () => memoryLimitBytes ?? settings.read().memoryLimitBytes,
    reserveBytes: () => settings.read().reserveBytes,
    gpu: process.platform === "darwin",
    clock: systemClock,
    logger,
  });
  const planning = new Planning({
    library,
    residents: () => [],
    machine: () => monitor.current(),
    preferences: () => settings.read(),
    bandwidth: () => bandwidth.current(),
    samples: () => speed.samples(),
  });
  return { planning, dispose: () => library.dispose() };
}

/** The saved prefixes as a running Tresor would see them. */
export async function openPrefixCache(session: Session): Promise<PrefixCache> {
  const { logger, settings } = openDataDirectory(session);
  const { path, cacheDirectory } = session.options.dataDirectory;
  const cache = new PrefixCache({
    directory: join(cacheDirectory, "kv"),
    keyFolder: path,
    keyStore: null,
    settings: () => {
      const { prefixCache, prefixCacheBytes } = settings.read();
      return { enabled: prefixCache, limitBytes: prefixCache ? prefixCacheBytes : 0, memoryBytes: 0 };
    },
    logger,
  });
  await cache.open();
  return cache;
}

/** The doctor's checks where no Tresor runs, with those that would keep one from starting. */
export async function diagnose(session: Session, wish: { readonly leakTest: boolean }): Promise<DoctorReport> {
  const { logger, settings } = openDataDirectory(session);
  const { dataDirectory } = session.options;
  const { processes } = session.capabilities.installation;
  const { seal: sealMode, port } = settings.read();
  ensureAdminToken(dataDirectory);
  const library = await openLibrary(session);
  try {
    const launcher = new WorkerLauncher({ processes, seal: () => sealMode, logger });
    const leakTest = wish.leakTest ? guardedLeakTest(launcher) : null;
    const { checks } = await runDoctor({ dataDirectory, launcher, library, sealMode, leakTest });
    const machineChecks = [
      await checkPort(port, session.words),
      checkMemory(await machineMemoryOf(process.platform)(), session.words, session.figures),
    ];
    const all = [...checks, ...machineChecks];
    return { ok: all.every(({ ok }) => ok), checks: all };
  } finally {
    await library.dispose();
  }
}

/** Where no Tresor runs, this process puts up the tripwire that Tresor's own would have. It stays for the rest of its short life. */
function guardedLeakTest(launcher: WorkerLauncher): LeakTest {
  installTripwire(() => undefined);
  return new LeakTest((canary) => launcher.tryRoads(canary));
}

function openDataDirectory({ options }: Session): { readonly logger: Logger; readonly settings: SettingsStore } {
  const logger = createLogger({ level: options.logLevel });
  createDataDirectory(options.dataDirectory);
  return { logger, settings: openConfSettings(options.dataDirectory, logger) };
}
