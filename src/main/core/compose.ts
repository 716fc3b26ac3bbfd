import { join } from "node:path";
import type { Settings } from "../../shared/shapes/settings";
import { version } from "../../shared/version";
import { AliasBook } from "./aliases/alias-book";
import { composeClients } from "./compose/client-parts";
import { composeDownloads } from "./compose/download-parts";
import { groundOf } from "./compose/ground";
import { composeLibrary } from "./compose/library-parts";
import { composePlanning } from "./compose/planning-parts";
import { composeReach } from "./compose/reach-parts";
import { composeResidency } from "./compose/residency-parts";
import { composeSovereignty } from "./compose/sovereignty-parts";
import { EventHub } from "./control/event-hub";
import { runDoctor } from "./control/doctor";
import { createHandlers } from "./control/handlers";
import { forwardEvents } from "./control/forward-events";
import { findEnginePackage } from "./engine/engine-package";
import { createGateway } from "./gateway/gateway";
import { RequestTrails } from "./gateway/request-trail";
import { callerKeys } from "./gateway/identity/caller-keys";
import { InferenceRunner } from "./inference/inference-runner";
import { ObservedInference } from "./inference/observed-inference";
import { systemClock } from "./kernel/clock";
import { createDataDirectory, ensureAdminToken } from "./kernel/data-directory";
import { Disposables } from "./kernel/disposables";
import { removeRunning, writeRunning } from "./kernel/running-file";
import { defaultRules } from "./clients/client-rules";
import { recordedRequests } from "./ledger/recorded-requests";
import { openVaultLedger, recordEvents, recordSettings } from "./ledger/vault-ledger";
import { metricsOf } from "./metrics/metrics-of";
import { BlobStore } from "./library-changes/blobs/blob-store";
import { ModelImporter } from "./library-changes/import-model";
import { ModelRemover } from "./library-changes/remove-model";
import { preloadModels } from "./preload-models";
import { PresetBook } from "./presets/preset-book";
import { PresetStore } from "./presets/preset-store";
import { refuseSecondInstance } from "./single-instance";
import type { Tresor, TresorOptions } from "./tresor-port";

const drainMilliseconds = 10_000;

/**
 * Puts the core together and serves. It and the files in `compose/` are the only ones that know all parts; they decide nothing.
 * @throws TresorError `already_running`, `port_taken`, `ledger_unavailable`
 */
export async function startTresor(options: TresorOptions): Promise<Tresor> {
  const { dataDirectory, logger } = options;
  const startedAt = new Date().toISOString();
  createDataDirectory(dataDirectory);
  const adminToken = ensureAdminToken(dataDirectory);
  await refuseSecondInstance(dataDirectory);

  const disposables = new Disposables();
  const hub = new EventHub((error) => logger.error({ error }, "an event listener failed"));
  const ground = groundOf(options, disposables, hub);
  const { settings } = ground;
  // Opened first and so closed last: it records the end of all others, then its own.
  const { ledger, key: ledgerKey } = await openVaultLedger({
    folder: dataDirectory.ledgerDirectory,
    keyFolder: dataDirectory.path,
    keyStore: options.keyStore ?? null,
    settings: () => options.settings.read(),
    clock: systemClock,
    logger,
  });
  disposables.add(async () => {
    ledger.note({ type: "stop", reason: "Tresor was told to stop." });
    await ledger.close();
  });

  const { library, inspector, folders, refreshRoles } = composeLibrary(ground, () => residency.residents());
  const residencyParts = await composeResidency(ground, library);
  const { residency, pinKeeper, prefixCache, launcher, monitor, processor } = residencyParts;
  const planning = await composePlanning(ground, library, residencyParts);
  const { downloads, hubToken } = composeDownloads(ground, library);
  // Listens to the very end: what leaves when Tresor stops is recorded too.
  recordEvents(ledger, { residency, downloads, library });

  const reach = composeReach(options, () => sovereignty.update());
  const { sovereignty, alarms } = composeSovereignty(ground, { ledger, residency, downloads, reach });
  disposables.add(forwardEvents({ hub, library, residency, downloads, monitor, sovereignty }));

  const recordChange = recordSettings(ledger, options.settings.read());
  const followSettings = (changed: Settings) => {
    recordChange(changed, "control");
    hub.emit("settings", changed);
    sovereignty.update();
    void followMachine();
  };
  // What fits and what is resident decide which model a role takes.
  const followMachine = async () => refreshRoles((await monitor.current()).memoryLimitBytes);
  disposables.add(residency.onEvent(({ type }) => type === "history" && library.refresh()));
  const aliases = new AliasBook({ library, settings: options.settings, onChanged: followSettings });
  const presets = new PresetBook({
    aliases,
    store: new PresetStore(join(dataDirectory.path, "presets.json"), logger),
  });
  await presets.open();
  const importer = new ModelImporter({ library, directory: dataDirectory.modelsDirectory, inspector });
  const remover = new ModelRemover({
    library,
    aliases,
    residency,
    pinned: () => options.settings.read().pinned,
    folders: () => [dataDirectory.modelsDirectory, ...folders()],
    trash: options.trash,
  });

  const { clients, limits } = await composeClients(ground, library);
  const mustRecord = () => options.settings.read().refuseWithoutLedger;
  const engine = `node-llama-cpp ${findEnginePackage(process.platform, process.arch).version ?? "missing"}`;
  let url = "";
  const status = () => ({
    url,
    version,
    engine,
    pid: process.pid,
    startedAt,
    sovereignty: sovereignty.current(),
    residents: residency.residents().length,
    doors: reach.doors(),
  });
  const metrics = metricsOf({ status, monitor, residency, downloads, prefixCache }, disposables);
  const trails = new RequestTrails();
  // Those who count come before those who may refuse: they see every request begin.
  const inference = new ObservedInference(new InferenceRunner(library, residency, presets), [
    metrics.requests,
    trails,
    limits,
    recordedRequests(ledger, mustRecord, (name) => (clients.rulesOf(name) ?? defaultRules).stage),
  ]);
  const handlers = createHandlers({
    library,
    aliases,
    importer,
    remover,
    presets,
    residency,
    inference,
    settings: options.settings,
    planning,
    downloads,
    hubToken,
    prefixCache,
    clients,
    ledger,
    ledgerFolder: dataDirectory.ledgerDirectory,
    ledgerKey,
    sovereignty,
    alarms,
    status,
    machine: () => monitor.current(),
    sequence: () => hub.sequence,
    doctor: () => runDoctor({ dataDirectory, launcher, library, sealMode: settings().seal }),
    oneTimeLink: () => gateway.oneTimeLink(),
    onSettingsChanged: (changed) => {
      followSettings(changed);
      residency.adoptPins(changed.pinned);
      pinKeeper.followRoles();
      pinKeeper.wake();
      void prefixCache.trim();
      downloads.divideBandwidth();
      void library.rescan();
    },
  });

  const gateway = createGateway({
    inference,
    trails,
    metrics,
    library,
    residents: () => residency.residents(),
    handlers,
    presets,
    blobs: new BlobStore({ library, inspector, directory: dataDirectory.modelsDirectory }),
    subscribe: (listener) => hub.subscribe(listener),
    adminToken,
    keys: callerKeys(clients, () => options.settings.read().localWithoutKey),
    version,
    windowDirectory: options.windowDirectory,
    callableBy: reach.callableBy,
    onNetworkClient: reach.onNetworkClient,
    logger,
  });

  try {
    const { chip } = await processor();
    await ledger.append({ type: "start", version, engine, pid: process.pid, chip });
    await library.rescan();
    await followMachine();
    url = await reach.open(gateway, handlers);
    await writeRunning(dataDirectory, { url, pid: process.pid, startedAt });
    await downloads.open();
  } catch (error) {
    await gateway.close(0);
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
