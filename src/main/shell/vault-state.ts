import type { TresorEvent } from "../../shared/contract/events";
import type { Resident } from "../../shared/shapes/resident";
import type { Snapshot } from "../../shared/shapes/snapshot";
import type { Sovereignty } from "../../shared/shapes/status";
import type { Settings } from "../../shared/shapes/settings";

/** As much of the core's state as the menu bar shows. */
export interface VaultState {
  readonly url: string;
  readonly sovereignty: Sovereignty;
  readonly residents: readonly Resident[];
  readonly language: Settings["language"];
}

export function vaultStateOf({ status, residents, settings }: Snapshot): VaultState {
  return { url: status.url, sovereignty: status.sovereignty, residents, language: settings.language };
}

/** The state after one event; the same object when the event does not concern the menu bar. */
export function applyVaultEvent(state: VaultState, event: TresorEvent): VaultState {
  switch (event.event) {
    case "sovereignty":
      return { ...state, sovereignty: event.data };
    case "settings":
      return { ...state, language: event.data.language };
    case "resident":
      return { ...state, residents: withResident(state.residents, event.data) };
    case "residentGone":
      return { ...state, residents: state.residents.filter(({ reference }) => reference !== event.data.reference) };
    case "models":
    case "machine":
    case "download":
    case "clients":
    case "fault":
      return state;
  }
}

function withResident(residents: readonly Resident[], changed: Resident): readonly Resident[] {
  const known = residents.some(({ reference }) => reference === changed.reference);
  return known
    ? residents.map((resident) => (resident.reference === changed.reference ? changed : resident))
    : [...residents, changed];
}

/** Whether any resident is at work on a request: the dot in the icon. */
export function isGenerating({ residents }: VaultState): boolean {
  return residents.some(({ jobs }) => jobs.some(({ phase }) => phase !== "queued"));
}
