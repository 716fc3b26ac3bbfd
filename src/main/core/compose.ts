import { totalmem } from "node:os";
import { join } from "node:path";
import type { TresorError } from "../../shared/errors";
import { version } from "../../shared/version";
import { EventHub } from "./control/event-hub";
import { runDoctor } from "./control/doctor";
import { createHandlers } from "./control/handlers";
import { forwardEvents } from "./control/forward-events";
import { findEnginePackage } from "./engine/engine-package";
import { WorkerLauncher } from "./engine/worker-launcher";
import { createGateway } from "./gateway/gateway";
import { InferenceRunner } from "./inference/inference-runner";
import { systemClock } from "./kernel/clock";
import { createDataDirectory, ensureAdminToken } from "./kernel/data-directory";
import { Disposables } from "./kernel/disposables";
import { removeRunning, writeRunning } from "./kernel/running-file";
import { InspectorClient } from "./library/inspector-client";
import { ModelLibrary } from "./library/library";
import { prefixMemoryBytes } from "./prefix-cache/memory-share";
import { PrefixCache } from "./prefix-cache/prefix-cache";
import { preloadModels } from "./preload-models";
import { PinKeeper } from "./residency/pin-keeper";
import { PressureWatch } from "./residency/pressure/pressure-watch";
import { probeOnLinux } from "./residency/proof/linux-probe";
import { MacosProbe } from "./residency/proof/macos-probe";
import { ProofWatch } from "./residency/proof/proof-watch";
import { createResidency } from "./residency/residency";
import { refuseSecondInstance } from "./single-instance";
import { effectiveSettings } from "./settings/effective-settings";
import { SovereigntyWatch } from "./sovereignty/sovereignty-watch";
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
  const library = new ModelLibrary({
    folders: () => [dataDirectory.modelsDirectory, ...options.modelsDirectories, ...options.settings.read().modelsDirs],
    demoDirectory: options.demoDirectory,
    demo: () => settings().demo,
    cacheFile: join(dataDirectory.cacheDirectory, "library.json"),
    inspector: new InspectorClient(processes),
    logger,
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
  const memory = machineMemoryOf(process.platform);
  const processMemory = processMemoryOf(process.platform);
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
    pinned: options.settings.read().pinned,
    keepAlive: () => options.settings.read(),
    onPinsChanged: (pinned) => hub.emit("settings", options.settings.update({ pinned: [...pinned] })),
    logger,
  });
  disposables.add(() => residency.dispose(0));
  const onFault = (reference: string | null, error: TresorError) => {
    logger.warn({ reference, code: error.code }, error.message);
    hub.emit("fault", { reference, error: error.toWire() });
  };
  const pinKeeper = new PinKeeper({ residency, roleReferences: () => [], clock: systemClock, onFault });
  disposables.add(library.onChange(() => pinKeeper.followRoles()));
  const pressure = new PressureWatch({
    residency,
    memory,
    clock: systemClock,
    onFault: (error) => onFault(null, error),
    logger,
  });
  const macos = process.platform === "darwin";
  const wired = new MacosProbe(() =>
    residency.residents().reduce((sum, { state, memory }) => sum + (state === "ready" ? memory.weightsBytes : 0), 0),
  );
  const proofs = new ProofWatch({
    residency,
    files: (reference) => library.models().find((model) => model.reference === reference)?.files ?? [],
    probe: macos ? wired.probe : probeOnLinux,
    onEmpty: async () => (macos ? await wired.lookWithoutModels() : undefined),
    touches: macos,
    clock: systemClock,
    logger,
  });
  disposables.add(() => {
    proofs.dispose();
    pressure.dispose();
    pinKeeper.dispose();
  });
  disposables.add(prefixCache.onCleared(() => residency.forgetPrefixes()));

  const monitor = new MachineMonitor({
    memory,
    processor,
    residents: () => residency.residents(),
    memoryLimitBytes: () => settings().memoryLimitBytes,
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

  const sovereignty = new SovereigntyWatch(
    () => ({ sealMode: settings().seal, residents: residency.residents() }),
    () => new Date().toISOString(),
    (state) => hub.emit("sovereignty", state),
  );
  disposables.add(forwardEvents({ hub, library, residency, monitor, sovereignty }));

  const inference = new InferenceRunner(library, residency);
  const engine = `node-llama-cpp ${findEnginePackage(process.platform, process.arch).version ?? "missing"}`;
  let url = "";
  const handlers = createHandlers({
    library,
    residency,
    inference,
    settings: options.settings,
    prefixCache,
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
      hub.emit("settings", changed);
      residency.adoptPins(changed.pinned);
      pinKeeper.followRoles();
      pinKeeper.wake();
      sovereignty.update();
      void prefixCache.trim();
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
    version,
    windowDirectory: options.windowDirectory,
    logger,
  });

  try {
    await library.rescan();
    url = await gateway.listen(options.host ?? "127.0.0.1", options.port ?? options.settings.read().port);
    await writeRunning(dataDirectory, { url, pid: process.pid, startedAt });
  } catch (error) {
    await disposables.dispose();
    throw error;
  }
  void preloadModels({ library, residency, pinKeeper, hub, logger });

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
