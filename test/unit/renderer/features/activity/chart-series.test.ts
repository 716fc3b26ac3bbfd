import { describe, expect, it } from "vitest";
import { chartSeries, seriesFacts } from "../../../../../src/renderer/features/activity/chart-series";
import type { Activity, ActivitySample } from "../../../../../src/shared/shapes/activity";

const noon = Date.parse("2026-11-20T12:00:00.000Z");

function sampleAt(seconds: number, change: Partial<ActivitySample> = {}): ActivitySample {
  return {
    at: new Date(noon + seconds * 1_000).toISOString(),
    requests: 1,
    promptTokens: 100,
    completionTokens: 200,
    firstTokenMilliseconds: null,
    systemBytes: 30e9,
    modelsBytes: 400e9,
    ...change,
  };
}

const activity = (samples: readonly ActivitySample[]): Activity => ({
  range: "hour",
  intervalSeconds: 10,
  samples: [...samples],
});

describe("a chart's series", () => {
  it("gives tokens as a rate", () => {
    const { times, values } = chartSeries("rate", activity([sampleAt(0), sampleAt(10, { completionTokens: 5 })]));
    expect(times).toEqual([noon / 1_000, noon / 1_000 + 10]);
    expect(values).toEqual([20, 0.5]);
  });

  it("has a gap where nothing was recorded", () => {
    const { times, values } = chartSeries("requests", activity([sampleAt(0), sampleAt(60)]));
    expect(times.map((time) => time - noon / 1_000)).toEqual([0, 10, 60]);
    expect(values).toEqual([6, null, 6]);
  });

  it("tells the last and the largest that is known", () => {
    const waits = [900, 250, null].map((wait, index) => sampleAt(10 * index, { firstTokenMilliseconds: wait }));
    expect(seriesFacts(chartSeries("firstToken", activity(waits)))).toEqual({ last: 250, largest: 900 });
    expect(seriesFacts(chartSeries("firstToken", activity([sampleAt(0)])))).toBeNull();
  });
});
