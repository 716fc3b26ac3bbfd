import type { Download } from "../../../shared/shapes/download";
import type { LedgerEntry } from "../../../shared/shapes/ledger";
import type { Resident } from "../../../shared/shapes/resident";
import type { Settings } from "../../../shared/shapes/settings";
import type { ResidencySignal } from "../residency/residency-port";

/** Turns what the residency tells into records: what came and went and why, and what each worker's probe of its seal found. */
export function residencyEntries(
  digestOf: (reference: string) => string | null,
): (signal: ResidencySignal) => readonly LedgerEntry[] {
  const probed = new Map<string, string>();
  return (signal) => {
    switch (signal.type) {
      case "history": {
        const { event, reference, reason } = signal.event;
        return [{ type: "residency", event, reference, digest: digestOf(reference), reason }];
      }
      case "changed":
        return sealEntries(signal.resident, probed);
      case "gone":
        probed.delete(signal.reference);
        return [];
    }
  };
}

/** One for each probe: a resident changes with every token, its seal does not. */
function sealEntries({ reference, pid, seal }: Resident, probed: Map<string, string>): readonly LedgerEntry[] {
  const probe = `${pid ?? ""} ${seal.checkedAt ?? ""} ${seal.enforced}`;
  if (pid === null || seal.checkedAt === null || probed.get(reference) === probe) return [];
  probed.set(reference, probe);
  const { enforced, mechanism, evidence } = seal;
  return [{ type: "seal", reference, pid, enforced, mechanism, evidence: [...evidence] }];
}

/** A record when a download reaches out and when it has ended. */
export function downloadEntries(): (download: Download) => readonly LedgerEntry[] {
  const begun = new Set<string>();
  return (download) => {
    const { id, source, state, hosts, bytes, bytesSent } = download;
    const entry = {
      type: "outbound" as const,
      id,
      purpose: `download ${source}`,
      hosts: [...hosts],
      bytesSent,
      bytesReceived: bytes,
    };
    if (state === "done" || state === "failed" || state === "cancelled" || state === "paused") {
      if (!begun.delete(id)) return [];
      return [{ ...entry, event: "ended", outcome: state }];
    }
    if (begun.has(id) || hosts.length === 0) return [];
    begun.add(id);
    return [{ ...entry, event: "begun", outcome: null }];
  };
}

/** Settings that an auditor asks about: what may leave, who may come in, what is kept. */
const telling: readonly (keyof Settings)[] = [
  "seal",
  "port",
  "modelsDirs",
  "otherPrograms",
  "prefixCache",
  "localWithoutKey",
  "allowedOrigins",
  "allowedHosts",
  "ollamaPort",
  "unixSocket",
  "aliases",
  "pinned",
  "refuseWithoutLedger",
  "ledgerKeptDays",
  "ledgerKeptBytes",
  "ledgerPromptHash",
  "endUnexpectedConnections",
];

/** What changed of them; null: nothing. */
export function settingsEntry(before: Settings, after: Settings, by: string): LedgerEntry | null {
  const changed = telling.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return null;
  return { type: "settings", by, changed: Object.fromEntries(changed.map((name) => [name, after[name]])) };
}
