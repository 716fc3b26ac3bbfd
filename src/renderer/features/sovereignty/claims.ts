import type { Download } from "../../../shared/shapes/download";
import type { LedgerVerdict } from "../../../shared/shapes/ledger";
import type { Door, Sovereignty } from "../../../shared/shapes/status";
import type { Language } from "../../language/language";
import { isUnderWay } from "../downloads/download-facts";

/** A claim with what was seen and when. `holds` is null where nothing was seen, or while a download is under way. */
export interface Claim {
  readonly name: "workers" | "sockets" | "reach" | "door" | "ledger";
  readonly holds: boolean | null;
  readonly seen: string;
  readonly when: string;
}

export interface ClaimFacts {
  readonly sovereignty: Sovereignty;
  readonly doors: readonly Door[];
  readonly downloads: readonly Download[];
  /** The last verification in this window, with its moment. */
  readonly verified: { readonly verdict: LedgerVerdict; readonly at: number } | null;
}

export function claims(facts: ClaimFacts, language: Language, now: number): readonly Claim[] {
  return [
    workers(facts, language, now),
    sockets(facts, language, now),
    ...atPresent(facts, language),
    ledger(facts, language, now),
  ];
}

function ledger({ verified }: ClaimFacts, { words, format }: Language, now: number): Claim {
  if (verified === null) {
    return { name: "ledger", holds: null, seen: words.claims.ledgerUnknown, when: words.claims.never };
  }
  const { ok, records, segments, firstBad } = verified.verdict;
  return {
    name: "ledger",
    holds: ok,
    seen:
      firstBad === null
        ? words.claims.ledgerGood(format.count(records), format.count(segments))
        : words.claims.ledgerBad(firstBad.file, format.count(firstBad.line)),
    when: format.age(new Date(verified.at).toISOString(), now),
  };
}

function workers({ sovereignty }: ClaimFacts, { words, format }: Language, now: number): Claim {
  const { workers: all, sealedWorkers, checkedAt } = sovereignty;
  if (all === 0) return { name: "workers", holds: null, seen: words.state.noWorker, when: words.claims.now };
  return {
    name: "workers",
    holds: checkedAt === null ? null : sealedWorkers === all,
    seen: words.claims.workers(format.count(sealedWorkers), format.count(all)),
    when: checkedAt === null ? words.state.notChecked : format.age(checkedAt, now),
  };
}

function sockets({ sovereignty }: ClaimFacts, { words, format }: Language, now: number): Claim {
  const { alarms, observedAt } = sovereignty;
  const when = observedAt === null ? words.claims.never : format.age(observedAt, now);
  if (alarms.length > 0) {
    return { name: "sockets", holds: false, seen: words.claims.socketsBad(format.count(alarms.length)), when };
  }
  return observedAt === null
    ? { name: "sockets", holds: null, seen: words.claims.socketsNone, when }
    : { name: "sockets", holds: true, seen: words.claims.socketsGood, when };
}

/** What is true while one looks: the doors that are open, and the fetcher. */
function atPresent({ doors, downloads, sovereignty }: ClaimFacts, { words, format }: Language): readonly Claim[] {
  const open = doors.filter(({ problem }) => problem === null);
  const beyond = open.filter(({ kind }) => kind === "network");
  const addresses = (shown: readonly Door[]) => shown.map(({ address }) => address).join(", ") || words.claims.never;
  const fetched = downloads.filter(isUnderWay);
  const hosts = [...new Set(fetched.flatMap(({ hosts: reached }) => reached))].join(", ") || words.claims.never;
  const when = words.claims.now;
  return [
    beyond.length === 0
      ? { name: "reach", holds: true, seen: words.claims.reachLocal(addresses(open)), when }
      : { name: "reach", holds: false, seen: words.claims.reachNetwork(addresses(beyond)), when },
    fetched.length === 0
      ? { name: "door", holds: true, seen: words.claims.doorShut(format.file(sovereignty.bytesOut)), when }
      : { name: "door", holds: null, seen: words.claims.doorOpen(hosts), when },
  ];
}
