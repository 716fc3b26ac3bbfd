import type { TresorEvent } from "../../shared/contract/events";
import type { Download } from "../../shared/shapes/download";
import type { Resident } from "../../shared/shapes/resident";
import type { Snapshot } from "../../shared/shapes/snapshot";
import type { Notice, WindowState } from "./window-state";

/** The state after one event. Whether the event is next in the sequence is for sync.ts to know. */
export function applyEvent(state: WindowState, event: TresorEvent): WindowState {
  const { snapshot } = state;
  if (snapshot === null) return state;
  const notices = noticesAfter(state.notices, snapshot, event);
  return { ...state, notices, snapshot: { ...snapshotAfter(snapshot, event), sequence: event.sequence } };
}

/** The state with a fresh snapshot. Failures that it tells of and that are new become notices. */
export function applySnapshot(state: WindowState, snapshot: Snapshot): WindowState {
  const notices = snapshot.residents.reduce(
    (kept, resident) => noticesAfterResident(kept, findResident(state.snapshot, resident.reference), resident),
    state.notices,
  );
  return { ...state, snapshot, notices, connection: { status: "live" } };
}

function snapshotAfter(snapshot: Snapshot, event: TresorEvent): Snapshot {
  switch (event.event) {
    case "resident":
      return withResidents(snapshot, upsert(snapshot.residents, event.data));
    case "residentGone":
      return withResidents(
        snapshot,
        snapshot.residents.filter(({ reference }) => reference !== event.data.reference),
      );
    case "models":
      return { ...snapshot, models: event.data.models };
    case "download":
      return { ...snapshot, downloads: withDownload(snapshot.downloads, event.data) };
    case "machine":
      return { ...snapshot, machine: event.data };
    case "sovereignty":
      return { ...snapshot, status: { ...snapshot.status, sovereignty: event.data } };
    case "settings":
      return { ...snapshot, settings: event.data };
    case "clients":
    case "fault":
      return snapshot;
  }
}

function noticesAfter(
  notices: WindowState["notices"],
  snapshot: Snapshot,
  event: TresorEvent,
): Readonly<Record<string, Notice>> {
  if (event.event === "fault") return withNotice(notices, event.data);
  if (event.event === "residentGone") return withoutNotice(notices, event.data.reference);
  if (event.event !== "resident") return notices;
  return noticesAfterResident(notices, findResident(snapshot, event.data.reference), event.data);
}

/** A resident that becomes ready has cured what was told of it; one that fails tells why. */
function noticesAfterResident(
  notices: WindowState["notices"],
  before: Resident | undefined,
  now: Resident,
): WindowState["notices"] {
  if (before?.state === now.state) return notices;
  if (now.state === "ready" && before !== undefined) return withoutNotice(notices, now.reference);
  if (now.state === "failed" && now.error !== null) {
    return withNotice(notices, { reference: now.reference, error: now.error });
  }
  return notices;
}

export function withNotice(notices: WindowState["notices"], notice: Notice): WindowState["notices"] {
  return { ...notices, [notice.reference ?? ""]: notice };
}

export function withoutNotice(notices: WindowState["notices"], reference: string | null): WindowState["notices"] {
  const key = reference ?? "";
  return Object.fromEntries(Object.entries(notices).filter(([name]) => name !== key));
}

function withResidents(snapshot: Snapshot, residents: Resident[]): Snapshot {
  return { ...snapshot, residents, status: { ...snapshot.status, residents: residents.length } };
}

function upsert(residents: readonly Resident[], changed: Resident): Resident[] {
  return residents.some(({ reference }) => reference === changed.reference)
    ? residents.map((resident) => (resident.reference === changed.reference ? changed : resident))
    : [...residents, changed];
}

function withDownload(downloads: readonly Download[], changed: Download): Download[] {
  return downloads.some(({ id }) => id === changed.id)
    ? downloads.map((download) => (download.id === changed.id ? changed : download))
    : [...downloads, changed];
}

const findResident = (snapshot: Snapshot | null, reference: string): Resident | undefined =>
  snapshot?.residents.find((resident) => resident.reference === reference);
