import type { ResidentState } from "../../shared/shapes/resident";
import type { Settings } from "../../shared/shapes/settings";
import type { SovereigntyState } from "../../shared/shapes/status";

/** The words of the menu bar; names, addresses and figures come from the state. */
export interface TrayWords {
  readonly sovereignty: Readonly<Record<SovereigntyState, string>>;
  readonly resident: Readonly<Record<ResidentState, string>>;
  readonly empty: string;
  readonly pinned: string;
  readonly keepInMemory: string;
  readonly unload: (name: string) => string;
  readonly open: string;
  readonly openPopover: string;
  readonly copyEndpoint: string;
  readonly quit: string;
}

export const english: TrayWords = {
  sovereignty: {
    sealed: "Sealed",
    fetching: "Fetching",
    network: "In your network",
    cloud: "Cloud lane",
    "not-enforced": "Seal not enforced",
    alarm: "Alarm",
  },
  resident: {
    starting: "starting",
    loading: "loading",
    ready: "ready",
    draining: "leaving",
    unloading: "leaving",
    failed: "failed",
  },
  empty: "No model in memory",
  pinned: "pinned",
  keepInMemory: "Pinned",
  unload: (name) => `Unload ${name}`,
  open: "Open Tresor",
  openPopover: "Show overview",
  copyEndpoint: "Copy endpoint",
  quit: "Quit Tresor",
};

export const german: TrayWords = {
  sovereignty: {
    sealed: "Versiegelt",
    fetching: "Lädt herunter",
    network: "In Ihrem Netz",
    cloud: "Cloud-Spur",
    "not-enforced": "Versiegelung nicht erzwungen",
    alarm: "Alarm",
  },
  resident: {
    starting: "startet",
    loading: "lädt",
    ready: "bereit",
    draining: "geht",
    unloading: "geht",
    failed: "fehlgeschlagen",
  },
  empty: "Kein Modell im Speicher",
  pinned: "angeheftet",
  keepInMemory: "Angeheftet",
  unload: (name) => `${name} entladen`,
  open: "Tresor öffnen",
  openPopover: "Überblick zeigen",
  copyEndpoint: "Adresse kopieren",
  quit: "Tresor beenden",
};

/** `locale` is the system's, as `de-AT`. */
export function trayWordsFor(language: Settings["language"], locale: string): TrayWords {
  const chosen = language === "system" ? locale.toLowerCase().split("-")[0] : language;
  return chosen === "de" ? german : english;
}
