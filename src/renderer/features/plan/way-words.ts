import type { Resident } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";
import type { NameOf } from "../residency/model-name";
import type { PlanWay } from "./plan-ways";

export interface WayWords {
  readonly title: string;
  readonly about: string;
}

/** What a way does, and what it costs and leaves. */
export function wayWords(
  way: PlanWay,
  residents: readonly Resident[],
  { words, format }: Language,
  nameOf: NameOf,
  now: number,
): WayWords {
  const { whatIf } = words;
  const free = format.memory(way.freeAfterBytes);
  const needs = format.memory(way.plan.totalBytes);
  switch (way.kind) {
    case "asIs":
      return { title: whatIf.fits, about: whatIf.stayFree(free) };
    case "unload":
      return {
        title: whatIf.unload(way.leaving.map(nameOf).join(", ")),
        about: [...idleOf(way.leaving, residents, whatIf.idle, format.duration, now), whatIf.freeAfter(free)].join(
          "; ",
        ),
      };
    case "cacheType":
      return { title: whatIf.cacheType(way.plan.cacheType), about: whatIf.everyoneStays(needs, free) };
    case "context":
      return { title: whatIf.contextOf(format.count(way.plan.context)), about: whatIf.longest };
    case "slots":
      return { title: whatIf.slotsOf(format.count(way.plan.slots)), about: whatIf.everyoneStays(needs, free) };
    case "gpuLimit":
      return { title: whatIf.gpuLimit, about: whatIf.gpuLimitAbout };
    case "smallerModel":
      return { title: whatIf.smallerModel, about: way.text ?? "" };
  }
}

/** How long the one that would leave was not asked for; nothing where several leave. */
function idleOf(
  leaving: readonly string[],
  residents: readonly Resident[],
  idle: (duration: string) => string,
  duration: (milliseconds: number) => string,
  now: number,
): readonly string[] {
  const since = residents.find(({ reference }) => reference === leaving[0])?.idleSince ?? null;
  return leaving.length !== 1 || since === null ? [] : [idle(duration(now - Date.parse(since)))];
}
