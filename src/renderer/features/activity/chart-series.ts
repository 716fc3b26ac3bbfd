import type { Activity, ActivitySample } from "../../../shared/shapes/activity";

/** What a chart draws: seconds since 1970, and a value for each, null where nothing is known. */
export interface ChartSeries {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

export type ChartName = "rate" | "firstToken" | "models" | "requests";

/** How one stretch becomes a point. */
const pointOf: Readonly<Record<ChartName, (sample: ActivitySample, intervalSeconds: number) => number | null>> = {
  rate: ({ completionTokens }, intervalSeconds) => completionTokens / intervalSeconds,
  firstToken: ({ firstTokenMilliseconds }) => firstTokenMilliseconds,
  models: ({ modelsBytes }) => modelsBytes,
  requests: ({ requests }, intervalSeconds) => (requests * 60) / intervalSeconds,
};

/** A stretch in which Tresor did not run is a gap in the line: a null stands in it. */
export function chartSeries(name: ChartName, { samples, intervalSeconds }: Activity): ChartSeries {
  const times: number[] = [];
  const values: (number | null)[] = [];
  for (const sample of samples) {
    const time = Date.parse(sample.at) / 1_000;
    const last = times.at(-1);
    if (last !== undefined && time - last > 1.5 * intervalSeconds) {
      times.push(last + intervalSeconds);
      values.push(null);
    }
    times.push(time);
    values.push(pointOf[name](sample, intervalSeconds));
  }
  return { times, values };
}

/** The last value and the largest, for the line above a chart and for those who cannot see it; null: nothing is known. */
export function seriesFacts({ values }: ChartSeries): { readonly last: number; readonly largest: number } | null {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  return last === undefined ? null : { last, largest: known.reduce((one, other) => Math.max(one, other)) };
}
