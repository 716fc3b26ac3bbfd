import type { ResidencyEvent } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";
import type { NameOf } from "./model-name";

/** `code left 3 min ago: 41 GB needed for text`. The reason is the core's own. */
export function historySentence(
  { event, reference, at, reason }: ResidencyEvent,
  { words, format }: Language,
  nameOf: NameOf,
  now: number,
): string {
  const happened = words.residency.events[event](nameOf(reference), format.age(at, now));
  return words.residency.because(happened, reason);
}

const departures: ReadonlySet<ResidencyEvent["event"]> = new Set([
  "unloaded",
  "evicted",
  "expired",
  "failed",
  "refused",
  "pressure",
]);

/** The last thing that took a model away or kept one out: what a person who misses a model wants to know. */
export const lastDeparture = (history: readonly ResidencyEvent[]): ResidencyEvent | null =>
  history.find(({ event }) => departures.has(event)) ?? null;
