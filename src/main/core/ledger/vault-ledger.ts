import { TresorError } from "../../../shared/errors";
import type { Settings } from "../../../shared/shapes/settings";
import type { ClientBook } from "../clients/client-book";
import type { Downloads } from "../downloads/downloads-port";
import type { Clock } from "../kernel/clock";
import type { KeyStore } from "../kernel/key-store";
import type { Logger } from "../kernel/logger";
import type { Library } from "../library/library-port";
import type { Residency } from "../residency/residency-port";
import { Ledger } from "./ledger";
import { downloadEntries, residencyEntries, settingsEntry } from "./recorded-events";
import { openSigningKey, type SigningKey } from "./signing-key";

export interface VaultLedgerOptions {
  readonly folder: string;
  /** Where the signing key lies, or its encrypted form. */
  readonly keyFolder: string;
  readonly keyStore: KeyStore | null;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface VaultLedger {
  readonly ledger: Ledger;
  readonly key: SigningKey;
}

const dayMilliseconds = 86_400_000;

/** @throws TresorError `ledger_unavailable` when key or folder cannot be had */
export async function openVaultLedger(options: VaultLedgerOptions): Promise<VaultLedger> {
  const { folder, keyFolder, keyStore, settings, clock, logger } = options;
  try {
    const key = await openSigningKey(keyFolder, keyStore);
    const retention = () => {
      const { ledgerKeptDays, ledgerKeptBytes } = settings();
      return {
        keptMilliseconds: ledgerKeptDays === null ? null : ledgerKeptDays * dayMilliseconds,
        keptBytes: ledgerKeptBytes,
      };
    };
    return { key, ledger: await Ledger.open({ folder, key, clock, logger, retention }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TresorError("ledger_unavailable", `The ledger in ${folder} cannot be opened: ${reason}`, { folder });
  }
}

export interface RecordedSources {
  readonly residency: Residency;
  readonly downloads: Downloads;
  readonly library: Library;
}

/** Records what happens beside requests, for as long as the sources live. */
export function recordEvents(ledger: Ledger, { residency, downloads, library }: RecordedSources): void {
  const digestOf = (reference: string) =>
    library.models().find((model) => model.reference === reference)?.digest ?? null;
  const ofResidency = residencyEntries(digestOf);
  const ofDownload = downloadEntries();
  residency.onEvent((signal) => ofResidency(signal).forEach((entry) => ledger.note(entry)));
  downloads.onChange((download) => ofDownload(download).forEach((entry) => ledger.note(entry)));
}

/** Records the first use of each key on each day: more would be as many records as requests, which name their client anyway. */
export function recordKeyUse(ledger: Ledger, clients: Pick<ClientBook, "onFirstUseOfDay">): void {
  clients.onFirstUseOfDay((client) => ledger.note({ type: "key", event: "used", client, by: client }));
}

/** Calls for each change of settings; the first is compared with what held at the start. */
export function recordSettings(ledger: Ledger, start: Settings): (changed: Settings, by: string) => void {
  let before = start;
  return (changed, by) => {
    const entry = settingsEntry(before, changed, by);
    before = changed;
    if (entry !== null) ledger.note(entry);
  };
}
