import { randomUUID } from "node:crypto";
import type { Handlers } from "../../../shared/contract/derive";
import type { DoctorReport } from "../../../shared/shapes/doctor";
import type { Machine } from "../../../shared/shapes/machine";
import type { Settings } from "../../../shared/shapes/settings";
import type { Status } from "../../../shared/shapes/status";
import type { ClientBook } from "../clients/client-book";
import type { Downloads } from "../downloads/downloads-port";
import type { HubToken } from "../downloads/hub-token";
import type { Inference } from "../inference/canonical";
import type { Planning } from "../planning/planning";
import type { Residency } from "../residency/residency-port";
import type { PrefixCache } from "../prefix-cache/prefix-cache";
import type { AlarmBook } from "../sovereignty/alarm-book";
import type { SovereigntyWatch } from "../sovereignty/sovereignty-watch";
import type { SettingsStore } from "../settings/settings-store";
import { activityHandlers, type ActivityDependencies } from "./handlers/activity-handlers";
import { downloadHandlers } from "./handlers/download-handlers";
import { keyHandlers } from "./handlers/key-handlers";
import { ledgerHandlers, type LedgerDependencies } from "./handlers/ledger-handlers";
import { libraryHandlers, type LibraryDependencies } from "./handlers/library-handlers";
import { planningHandlers } from "./handlers/planning-handlers";
import { reportHandlers } from "./handlers/report-handlers";
import { residencyHandlers } from "./handlers/residency-handlers";
import { runItems } from "./run-items";

export interface ControlDependencies extends ActivityDependencies, LibraryDependencies, LedgerDependencies {
  readonly residency: Residency;
  readonly inference: Inference;
  readonly settings: SettingsStore;
  readonly planning: Planning;
  readonly downloads: Downloads;
  readonly hubToken: Pick<HubToken, "set">;
  readonly prefixCache: Pick<PrefixCache, "report" | "clear">;
  readonly sovereignty: Pick<SovereigntyWatch, "current">;
  readonly alarms: Pick<AlarmBook, "acknowledge">;
  readonly clients: ClientBook;
  readonly status: () => Status;
  readonly machine: () => Promise<Machine>;
  readonly sequence: () => number;
  readonly doctor: (leakTest: boolean) => Promise<DoctorReport>;
  readonly oneTimeLink: () => string;
  /** `by`: the client that changed them. */
  readonly onSettingsChanged: (settings: Settings, by: string) => void;
}

/** What each control call does: a few lines that ask the core. The contract has validated the input. */
export function createHandlers(core: ControlDependencies): Handlers {
  const { library, residency, settings } = core;
  const planning = planningHandlers(core.planning);
  return {
    ...libraryHandlers(core),
    ...downloadHandlers(core.downloads, core.hubToken, library),
    ...planning,
    ...residencyHandlers(residency, planning.plan),
    status: async () => core.status(),
    snapshot: async () => {
      const machine = await core.machine();
      return {
        sequence: core.sequence(),
        status: core.status(),
        machine,
        residents: [...residency.residents()],
        models: [...library.models()],
        downloads: [...core.downloads.list()],
        settings: settings.read(),
      };
    },
    sovereignty: async () => core.sovereignty.current(),
    acknowledgeAlarms: async () => {
      core.alarms.acknowledge();
      return core.sovereignty.current();
    },
    doctor: async ({ leakTest }) => await core.doctor(leakTest),
    settings: async () => settings.read(),
    cache: async () => await core.prefixCache.report(),
    clearCache: async () => await core.prefixCache.clear(),
    link: async () => ({ url: core.oneTimeLink() }),
    ...activityHandlers(core),
    ...keyHandlers(core.clients, core.ledger),
    ...ledgerHandlers(core),
    ...reportHandlers(core),
    updateSettings: async (change, { client }) => {
      const updated = settings.update(withoutUndefined(change));
      core.onSettingsChanged(updated, client);
      return updated;
    },
    run: ({ reference, messages, temperature, maxTokens }, { client, signal }) =>
      runItems(
        core.inference.run(
          {
            id: `run_${randomUUID()}`,
            reference,
            prompt: { type: "chat", conversation: { messages } },
            sampling: { temperature },
            stop: [],
            maxTokens,
            client,
          },
          signal,
        ),
      ),
  };
}

/** An optional field that is absent and one that is undefined mean the same here: leave the setting as it is. */
function withoutUndefined(change: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
