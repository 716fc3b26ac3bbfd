import type { Family, Labels, Sample } from "./exposition";

/** A value with its labels; null: not known now, and left out. */
export type Reading = readonly [labels: Labels, value: number | null];

/** What is true at the moment of the scrape. */
export function gauge(name: string, help: string, readings: readonly Reading[]): Family {
  return taken("gauge", name, help, readings);
}

/** A sum that somebody else keeps. */
export function counted(name: string, help: string, readings: readonly Reading[]): Family {
  return taken("counter", name, help, readings);
}

function taken(type: Family["type"], name: string, help: string, readings: readonly Reading[]): Family {
  const samples = readings.flatMap(([labels, value]): Sample[] =>
    value === null ? [] : [{ suffix: "", labels, value }],
  );
  return { type, name, help, samples: () => samples };
}
