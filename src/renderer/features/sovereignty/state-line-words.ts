import type { Download } from "../../../shared/shapes/download";
import type { Resident } from "../../../shared/shapes/resident";
import type { Sovereignty } from "../../../shared/shapes/status";
import type { Language } from "../../language/language";
import { downloadName, isUnderWay } from "../downloads/download-facts";
import type { NameOf } from "../residency/model-name";

/** The state in words: what it is and since when, what is claimed, and on what ground. */
export interface StateLineWords {
  readonly title: string;
  readonly since: string;
  readonly claim: string;
  readonly ground: string;
  /** What is missing; null while nothing is. */
  readonly sentence: string | null;
}

export interface StateLineFacts {
  readonly sovereignty: Sovereignty;
  readonly residents: readonly Resident[];
  readonly downloads: readonly Download[];
  readonly nameOf: NameOf;
}

export function stateLineWords(facts: StateLineFacts, language: Language, now: number): StateLineWords {
  const { words, format } = language;
  const { sovereignty } = facts;
  const { state, since } = sovereignty;
  const fetched = facts.downloads.filter(isUnderWay);
  const head = { title: words.states[state], since: words.state.since(format.time(since, now)) };
  if (state === "fetching" && fetched.length > 0) return { ...head, ...fetchingWords(fetched, head.since, language) };
  if (state === "not-enforced" && sovereignty.workers > 0) {
    return {
      ...head,
      claim: words.state.workersSealed(format.count(sovereignty.sealedWorkers), format.count(sovereignty.workers)),
      ground: words.state.byTheKernel,
      sentence: sentenceOf(facts, language),
    };
  }
  return {
    ...head,
    claim: words.state.bytesOut(format.file(sovereignty.bytesOut)),
    ground: groundOf(sovereignty, language, now),
    sentence: sentenceOf(facts, language),
  };
}

function groundOf(sovereignty: Sovereignty, { words, format }: Language, now: number): string {
  if (sovereignty.workers === 0) return words.state.noWorker;
  if (sovereignty.checkedAt === null) return words.state.notChecked;
  const sealed = format.count(sovereignty.sealedWorkers);
  const workers = format.count(sovereignty.workers);
  return words.state.workersChecked(sealed, workers, format.age(sovereignty.checkedAt, now));
}

/** What comes in and goes out, from which host, for how much longer, and that no prompt is in it. */
function fetchingWords(fetched: readonly Download[], since: string, { words, format }: Language) {
  const { fetching: text } = words;
  const sum = (of: (download: Download) => number) => fetched.reduce((total, download) => total + of(download), 0);
  const hosts = [...new Set(fetched.flatMap(({ hosts: reached }) => reached))].join(", ") || "–";
  const left = Math.max(...fetched.map(({ etaSeconds }) => etaSeconds ?? 0));
  return {
    since: left === 0 ? since : text.sinceLeft(since, format.duration(left * 1_000)),
    claim: text.inAndOut(format.file(sum(({ bytes }) => bytes)), format.file(sum(({ bytesSent }) => bytesSent))),
    ground: fetched.length === 1 ? text.forOne(hosts) : text.forMany(hosts, format.count(fetched.length)),
    sentence: text.sentence(fetched.map(downloadName).join(", ")),
  };
}

/** The window's own words where it knows the cause, so that they are in its language; else the core's. */
function sentenceOf({ sovereignty, residents, nameOf }: StateLineFacts, { words }: Language): string | null {
  if (sovereignty.state === "sealed") return null;
  if (sovereignty.state !== "not-enforced") return sovereignty.reason;
  const open = residents.filter(({ pid, seal }) => pid !== null && !seal.enforced);
  if (open.length === 0) return words.state.sealOff;
  return words.state.withoutSeal(open.map(({ reference }) => nameOf(reference)).join(", "));
}
