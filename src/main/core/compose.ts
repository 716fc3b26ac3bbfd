import { homedir, totalmem } from "node:os";
import { join } from "node:path";
import type { Settings } from "../../shared/shapes/settings";
import { version } from "../../shared/version";
import { AliasBook } from "./aliases/alias-book";
import { AliasedLibrary } from "./aliases/aliased-library";
import { ClientLimits } from "./clients/client-limits";
import { openClients } from "./clients/open-clients";
import { EventHub } from "./control/event-hub";
import { runDoctor } from "./control/doctor";
import { createHandlers } from "./control/handlers";
import { forwardClients } from "./control/forward-clients";
import { forwardEvents } from "./control/forward-events";
import { DownloadStore } from "./downloads/download-store";
import { DownloadManager } from "./downloads/downloads";
import { fetcherLauncher } from "./downloads/fetcher-process";
import { hubEndpoint } from "./downloads/hub-endpoint";
import { HubToken } from "./downloads/hub-token";
import { findEnginePackage } from "./engine/engine-package";
import { WorkerLauncher } from "./engine/worker-launcher";
import { createGateway } from "./gateway/gateway";
import { callerKeys } from "./gateway/identity/caller-keys";
import { InferenceRunner } from "./inference/inference-runner";
import { ObservedInference } from "./inference/observed-inference";
import { systemClock } from "./kernel/clock";
import { createDataDirectory, ensureAdminToken } from "./kernel/data-directory";
import { Disposables } from "./kernel/disposables";
import { removeRunning, writeRunning } from "./kernel/running-file";
import { InspectorClient } from "./library/inspector-client";
import { ModelLibrary } from "./library/library";
import { otherProgramsFolders } from "./library/other-programs";
import { ModelImporter } from "./library-changes/import-model";
import { ModelRemover } from "./library-changes/remove-model";
import { prefixMemoryBytes } from "./prefix-cache/memory-share";
import { PrefixCache } from "./prefix-cache/prefix-cache";
import { BandwidthSource } from "./planning/bandwidth";
import { measureBandwidth } from "./planning/measure-bandwidth";
import { catalogEntries } from "./planning/catalog";
import { sumsBy } from "./planning/sums";
import { Planning } from "./planning/planning";
import { SpeedLearner } from "./planning/speed-learner";
import { SpeedStore } from "./planning/speed-store";
import { preloadModels } from "./preload-models";
import { machineEstimate, rememberLoads } from "./residency/memory/machine-estimate";
import { MeasuredBefore } from "./residency/memory/measured-before";
import { createResidency } from "./residency/residency";
import { refuseSecondInstance } from "./single-instance";
import { effectiveSettings } from "./settings/effective-settings";
import { SovereigntyWatch } from "./sovereignty/sovereignty-watch";
import { withReportedGpuLimit } from "./telemetry/gpu-limit";
import { MachineMonitor } from "./telemetry/machine-monitor";
import { machineMemoryOf } from "./telemetry/machine-source";
import { processMemoryOf } from "./telemetry/process-memory";
import { processorSource } from "./telemetry/processor";
import { WorkerMemoryWatch } from "./telemetry/worker-memory-watch";
import type { Tresor, TresorOptions } from "./tresor-port";

const drainMilliseconds = 10_000;

/**
 * Puts the core together and serves. The only file that knows all parts; it decides nothing.
 * @throws TresorError `already_running`, `port_taken`
 */
export async function startTresor(options: TresorOptions): Promise<Tresor> {
  const { dataDirectory, logger, processes } = options;
  const disposables = new Disposables();
  const startedAt = new Date().toISOString();
  const settings = () => effectiveSettings(options);
  const gpu = process.platform === "darwin";

  createDataDirectory(dataDirectory);
  const adminToken = ensureAdminToken(dataDirectory);
  await refuseSecondInstance(dataDirectory);

  const hub = new EventHub((error) => logger.error({ error }, "an event listener failed"));
  const inspector = new InspectorClient(processes);
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
  let memoryLimitBytes = Infinity;
  const library = new AliasedLibrary(models, {
    targets: () => options.settings.read().aliases,
    circumstances: () => ({
      pinned: options.settings.read().pinned,
      resident: residency.residents().flatMap(({ reference, state }) => (state === "ready" ? reference : [])),
      memoryLimitBytes,
    }),
    onListenerError: (error) => logger.error({ error }, "a listener of the library failed"),
  });
  disposables.add(() => library.dispose());

  const prefixCache = new PrefixCache({
    directory: join(dataDirectory.cacheDirectory, "kv"),
    keyFolder: dataDirectory.path,
    keyStore: options.keyStore ?? null,
    settings: () => {
      const stored = options.settings.read();
      return {
        enabled: settings().prefixCache,
        limitBytes: stored.prefixCache ? stored.prefixCacheBytes : 0,
        memoryBytes: prefixMemoryBytes(stored.prefixMemoryBytes, totalmem()),
      };
    },
    logger,
  });
  await prefixCache.open();
  disposables.add(() => prefixCache.dispose());
  const launcher = new WorkerLauncher({
    processes,
    seal: () => settings().seal,
    logger,
    prefixDirectory: join(dataDirectory.cacheDirectory, "kv"),
    onPrefixReport: (report) => prefixCache.add(report),
  });

  const processor = processorSource();
  const measured = new MeasuredBefore(join(dataDirectory.cacheDirectory, "memory.json"), logger);
  await measured.load();
  disposables.add(() => measured.settled());
  const memoryWithoutReports = machineMemoryOf(process.platform);
  const memory = withReportedGpuLimit(memoryWithoutReports, () => measured.gpuLimit);
  const prefixMemory = () => prefixMemoryBytes(options.settings.read().prefixMemoryBytes, totalmem());
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
    onPinsChanged: (pinned) => hub.emit("settings", options.settings.update({ pinned: [...pinned] })),
    logger,
  });
  disposables.add(() => residency.dispose(0));
  disposables.add(prefixCache.onCleared(() => residency.forgetPrefixes()));

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

  const speed = await SpeedStore.open(join(dataDirectory.cacheDirectory, "speed.json"));
  const bandwidth = new BandwidthSource({
    processor,
    store: speed,
    measure: measureBandwidth,
    measureAgain: true,
    logger,
  });
  const planning = new Planning({
    library,
    residents: () => residency.residents(),
    machine: () => monitor.current(),
    preferences: () => ({ ...settings(), cacheType: options.settings.read().cacheType }),
    bandwidth: () => bandwidth.current(),
    samples: () => speed.samples(),
    roleReferences: () => library.roleReferences(),
    sumsFor: sumsBy(estimate),
  });
  const speedLearner = new SpeedLearner({
    library,
    bandwidth: () => bandwidth.withoutMeasuring(),
    store: speed,
    clock: systemClock,
    logger,
  });
  disposables.add(residency.onEvent(() => speedLearner.observe(residency.residents())));
  const { HF_ENDPOINT: hubAddress, HF_TOKEN: givenToken } = process.env;
  const hubToken = new HubToken({
    folder: dataDirectory.path,
    keyStore: options.keyStore ?? null,
    fromEnvironment: givenToken,
    logger,
  });
  const downloads = new DownloadManager({
    launch: fetcherLauncher(processes),
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

  const sovereignty = new SovereigntyWatch(
    () => ({ sealMode: settings().seal, residents: residency.residents(), outbound: downloads.outbound() }),
    () => new Date().toISOString(),
    (state) => hub.emit("sovereignty", state),
  );
  disposables.add(forwardEvents({ hub, library, residency, downloads, monitor, sovereignty }));

  const followSettings = (changed: Settings) => {
    hub.emit("settings", changed);
    sovereignty.update();
    void refreshAliases();
  };
  // What fits and what is resident decide which model a role takes.
  const refreshAliases = async () => {
    memoryLimitBytes = (await monitor.current()).memoryLimitBytes;
    library.refresh();
  };
  disposables.add(residency.onEvent(({ type }) => type === "history" && library.refresh()));
  const aliases = new AliasBook({ library, settings: options.settings, onChanged: followSettings });
  const importer = new ModelImporter({
    library,
    directory: dataDirectory.modelsDirectory,
    inspector,
  });
  const remover = new ModelRemover({
    library,
    aliases,
    residency,
    pinned: () => options.settings.read().pinned,
    folders: () => [dataDirectory.modelsDirectory, ...folders()],
    trash: options.trash,
  });

  const { clients, usage } = await openClients(dataDirectory.path, systemClock, logger);
  disposables.add(() => usage.dispose());
  disposables.add(forwardClients(hub, clients));
  const limits = new ClientLimits({
    rulesOf: (client) => clients.rulesOf(client),
    usage,
    resolve: (reference) => library.resolve(reference),
    clock: systemClock,
  });
  const inference = new ObservedInference(new InferenceRunner(library, residency), [limits]);
  const engine = `node-llama-cpp ${findEnginePackage(process.platform, process.arch).version ?? "missing"}`;
  let url = "";
  const handlers = createHandlers({
    library,
    aliases,
    importer,
    remover,
    residency,
    inference,
    settings: options.settings,
    planning,
    downloads,
    hubToken,
    prefixCache,
    clients,
    status: () => ({
      url,
      version,
      engine,
      pid: process.pid,
      startedAt,
      sovereignty: sovereignty.current(),
      residents: residency.residents().length,
    }),
    machine: () => monitor.current(),
    sequence: () => hub.sequence,
    doctor: () => runDoctor({ dataDirectory, launcher, library, sealMode: settings().seal }),
    oneTimeLink: () => gateway.oneTimeLink(),
    onSettingsChanged: (changed) => {
      followSettings(changed);
      void prefixCache.trim();
      downloads.divideBandwidth();
      void library.rescan();
    },
  });

  const gateway = createGateway({
    inference,
    library,
    residents: () => residency.residents(),
    handlers,
    subscribe: (listener) => hub.subscribe(listener),
    adminToken,
    keys: callerKeys(clients, () => options.settings.read().localWithoutKey),
    version,
    windowDirectory: options.windowDirectory,
    logger,
  });

  try {
    await library.rescan();
    await refreshAliases();
    url = await gateway.listen(options.host ?? "127.0.0.1", options.port ?? options.settings.read().port);
    await writeRunning(dataDirectory, { url, pid: process.pid, startedAt });
    await downloads.open();
  } catch (error) {
    await disposables.dispose();
    throw error;
  }
  void preloadModels({ library, residency, pinned: options.settings.read().pinned, hub, logger });

  let disposed: Promise<void> | null = null;
  const dispose = async (drain: number) => {
    await gateway.close(drain);
    removeRunning(dataDirectory);
    await disposables.dispose();
  };
  return {
    url,
    handlers,
    adminToken,
    subscribe: (listener) => hub.subscribe(listener),
    oneTimeLink: () => gateway.oneTimeLink(),
    dispose: (drain = drainMilliseconds) => (disposed ??= dispose(drain)),
  };
}
