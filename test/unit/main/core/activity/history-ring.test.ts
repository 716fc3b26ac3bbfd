import { mkdtemp, open, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { ActivityFigures } from "../../../../../src/main/core/activity/activity-figures";
import { HistoryRing } from "../../../../../src/main/core/activity/history-ring";

const noon = Date.parse("2026-11-20T12:00:00.000Z");

function figures(requests: number): ActivityFigures {
  return {
    requests,
    promptTokens: 10 * requests,
    completionTokens: 5 * requests,
    firstTokens: 1,
    firstTokenMilliseconds: 250,
    systemBytes: 30e9,
    modelsBytes: 400e9,
  };
}

describe("a ring of history", () => {
  let path: string;
  const opened = () => HistoryRing.open({ path, intervalMilliseconds: 10_000, slots: 6 });
  const all = async (ring: HistoryRing) =>
    (await ring.read(0, Infinity)).map(({ at, figures: { requests } }) => [(at - noon) / 1_000, requests]);

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), "tresor-ring-")), "history.ring");
  });

  it("keeps the last stretches, in order of time, in a file that does not grow", async () => {
    const ring = await opened();
    const { size } = await stat(path);
    for (let step = 0; step < 10; step += 1) await ring.add(noon + step * 10_000 + 3_000, figures(step));
    expect(await all(ring)).toEqual([4, 5, 6, 7, 8, 9].map((step) => [step * 10, step]));
    expect((await stat(path)).size).toBe(size);
    await ring.close();
  });

  it("adds up what falls into one stretch, also after a restart within it", async () => {
    const first = await opened();
    await first.add(noon, figures(1));
    await first.add(noon + 9_999, figures(2));
    await first.close();
    const second = await opened();
    await second.add(noon + 9_999, figures(4));
    const [stretch] = await second.read(noon, noon + 1);
    expect(stretch?.figures).toEqual({ ...figures(7), firstTokens: 3, firstTokenMilliseconds: 750 });
    await second.close();
  });

  it("gives what was asked for, without gaps being filled", async () => {
    const ring = await opened();
    for (const seconds of [0, 10, 40]) await ring.add(noon + seconds * 1_000, figures(1));
    expect((await ring.read(noon + 10_000, noon + 50_000)).map(({ at }) => at - noon)).toEqual([10_000, 40_000]);
    await ring.close();
  });

  it("leaves out a slot that was torn, and begins anew in a file of another size", async () => {
    const ring = await opened();
    await ring.add(noon, figures(1));
    await ring.add(noon + 10_000, figures(2));
    await ring.close();
    const slot = ((noon / 10_000) % 6) * 64;
    const file = await open(path, "r+");
    await file.write(Buffer.alloc(16, 0xff), 0, 16, slot + 8);
    await file.close();
    const torn = await opened();
    expect(await all(torn)).toEqual([[10, 2]]);
    await torn.close();

    await writeFile(path, "something else");
    const anew = await opened();
    expect(await all(anew)).toEqual([]);
    await anew.close();
  });
});
