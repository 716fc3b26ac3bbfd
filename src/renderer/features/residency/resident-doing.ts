import type { Job, Resident } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";

/** What a resident does now, in a word or two: its state, or how it answers. */
export function doingOf(resident: Resident, { words, format }: Language, now: number): string {
  const { resident: text } = words;
  switch (resident.state) {
    case "starting":
      return text.starting;
    case "loading":
      return text.loading(format.share(resident.progress ?? 0));
    case "draining":
      return text.draining;
    case "unloading":
      return text.unloading;
    case "failed":
      return text.failed;
    case "ready":
      return doingOfReady(resident, { words, format }, now);
  }
}

function doingOfReady(
  { jobs, idleSince, expiresAt, pinned }: Resident,
  { words, format }: Pick<Language, "words" | "format">,
  now: number,
): string {
  const count = (phase: Job["phase"]) => jobs.filter((job) => job.phase === phase).length;
  const { residency, resident: text } = words;
  const parts = [
    { count: count("decode"), word: residency.answeringCount },
    { count: count("prefill"), word: residency.readingCount },
    { count: count("queued"), word: residency.waitingCount },
  ].filter((part) => part.count > 0);
  if (parts.length > 0) return parts.map((part) => part.word(format.count(part.count))).join(", ");
  if (idleSince === null) return text.ready;
  const idle = now - Date.parse(idleSince);
  if (expiresAt !== null && !pinned) {
    const left = Date.parse(expiresAt) - now;
    return `${text.idle}, ${left <= 0 ? text.leavesNow : text.leavesIn(format.duration(left))}`;
  }
  return idle < 60_000 ? text.idle : text.idleFor(format.duration(idle));
}

/** Tokens of one request that are in its slot now. */
export const contextUsed = ({ promptTokensRead, generatedTokens }: Job): number => promptTokensRead + generatedTokens;

/** Who a request is from: our own names in the window's language, every other as the client calls itself. */
export function clientName(client: string, words: Language["words"]): string {
  const own: Readonly<Record<string, string>> = words.resident.clients;
  return Object.hasOwn(own, client) ? (own[client] ?? client) : client;
}
