import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ActivityHistory } from "../../../../../src/main/core/activity/activity-history";
import { ActivityMeter } from "../../../../../src/main/core/activity/activity-meter";
import { createLogger } from "../../../../../src/main/core/kernel/logger";
import { ObservedInference } from "../../../../../src/main/core/inference/observed-inference";
import { FakeClock } from "../../../../fakes/clock";
import { FakeInference, fakeRequest, fakeUsage } from "../../../../fakes/inference";

it("tells what was asked and written, in the hour and in the day, and survives a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tresor-activity-"));
  const clock = new FakeClock();
  const meter = new ActivityMeter();
  const open = () =>
    ActivityHistory.open({
      folder,
      meter,
      memory: async () => ({ systemBytes: 30e9, modelsBytes: 2e9 }),
      clock,
      logger: createLogger({ level: "silent" }),
    });
  const inference = new ObservedInference(new FakeInference(), [meter]);
  const ask = async () => {
    const events = inference.run(fakeRequest, new AbortController().signal);
    while ((await events.next()).done !== true);
  };

  const history = await open();
  await ask();
  await ask();
  await clock.advance(10_000);
  expect(await history.read("hour")).toEqual({
    range: "hour",
    intervalSeconds: 10,
    samples: [
      {
        at: "2026-11-20T12:00:00.000Z",
        requests: 2,
        promptTokens: 2 * fakeUsage.promptTokens,
        completionTokens: 2 * fakeUsage.completionTokens,
        firstTokenMilliseconds: expect.any(Number) as number,
        systemBytes: 30e9,
        modelsBytes: 2e9,
      },
    ],
  });
  await ask();
  await clock.advance(10_000);
  await history.dispose();

  const later = await open();
  const day = await later.read("day");
  expect(day.intervalSeconds).toBe(300);
  expect(day.samples.map(({ at, requests }) => [at, requests])).toEqual([["2026-11-20T12:00:00.000Z", 3]]);
  expect((await later.read("week")).samples).toEqual(day.samples);
  await later.dispose();
});
