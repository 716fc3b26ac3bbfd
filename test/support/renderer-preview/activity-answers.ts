import type { Activity, ActivityRange, ActivitySample } from "../../../src/shared/shapes/activity";
import { gigabyte, sceneTime, studio, type Scene, type SceneAnswer } from "./scene";

const lengths: Readonly<Record<ActivityRange, { readonly intervalSeconds: number; readonly count: number }>> = {
  hour: { intervalSeconds: 10, count: 360 },
  day: { intervalSeconds: 300, count: 288 },
  week: { intervalSeconds: 300, count: 2_016 },
};

/** A working day: waves of requests, with a night in between and a stretch in which Tresor did not run. */
function history(range: ActivityRange): Activity {
  const { intervalSeconds, count } = lengths[range];
  const end = Math.floor(Date.parse(sceneTime) / 1_000 / intervalSeconds) * intervalSeconds;
  const samples = Array.from({ length: count }, (_, step): ActivitySample => {
    const seconds = end - (count - step) * intervalSeconds;
    const busy = Math.max(0, Math.sin(step / (count / 9)) + 0.4 * Math.sin(step / 7));
    const requests = Math.round((busy * intervalSeconds) / 8);
    return {
      at: new Date(seconds * 1_000).toISOString(),
      requests,
      promptTokens: requests * 4_000,
      completionTokens: Math.round(busy * 21 * intervalSeconds),
      firstTokenMilliseconds: requests === 0 ? null : 400 + 300 * busy,
      systemBytes: 30 * gigabyte,
      modelsBytes: (step > count / 5 ? 437 : 396) * gigabyte,
    };
  });
  const gap = [0.55 * count, 0.6 * count] as const;
  return { range, intervalSeconds, samples: samples.filter((_, step) => step < gap[0] || step > gap[1]) };
}

/** The studio with a past. */
export const active: Scene = {
  ...studio,
  answers: [
    ...(["hour", "day", "week"] as const).map((range): SceneAnswer => {
      return { name: "activity", input: { range }, value: history(range) };
    }),
    ...studio.answers,
  ],
};
