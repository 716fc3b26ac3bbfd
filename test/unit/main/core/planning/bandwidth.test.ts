import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BandwidthSource } from "../../../../../src/main/core/planning/bandwidth";
import { measureBandwidth } from "../../../../../src/main/core/planning/measure-bandwidth";
import { SpeedStore } from "../../../../../src/main/core/planning/speed-store";

let folder: string;
let measured: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tresor-speed-"));
  measured = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sourceFor(chip: string, measure = async () => 24e9, measureAgain = false) {
  const store = await SpeedStore.open(join(folder, "cache", "speed.json"));
  const source = new BandwidthSource({
    processor: async () => ({ chip, physicalCores: 16, logicalCores: 2 }),
    store,
    measure: () => {
      measured += 1;
      return measure();
    },
    measureAgain,
    logger: pino({ level: "silent" }),
  });
  return { source, store };
}

describe("the machine's bandwidth", () => {
  it("comes from the table where the chip is in it", async () => {
    const { source } = await sourceFor("Apple M3 Ultra");
    expect(await source.current()).toEqual({ bytesPerSecond: 819e9, measured: false });
    expect(measured).toBe(0);
  });

  it("is else measured once, said to be measured, and remembered for this chip", async () => {
    const { source } = await sourceFor("Some Xeon");
    expect(await source.withoutMeasuring()).toBeNull();
    const [one, other] = await Promise.all([source.current(), source.current()]);
    expect([one, other]).toEqual([
      { bytesPerSecond: 24e9, measured: true },
      { bytesPerSecond: 24e9, measured: true },
    ]);
    expect(measured).toBe(1);
    const again = await sourceFor("Some Xeon");
    expect(await again.source.withoutMeasuring()).toEqual({ bytesPerSecond: 24e9, measured: true });
    await again.source.current();
    expect(measured).toBe(1);
    await (await sourceFor("Another Xeon")).source.current();
    expect(measured).toBe(2);
  });

  it("is measured again by who runs for long, since the machine may have been busy; the higher counts", async () => {
    const busy = await sourceFor("Some Xeon", async () => 4e9);
    await busy.source.current();
    await busy.store.keepSample({ bytesPerToken: 1e9, efficiency: 0.9 });
    const idle = await sourceFor("Some Xeon", async () => 24e9, true);
    expect(await idle.source.current()).toEqual({ bytesPerSecond: 24e9, measured: true });
    expect(idle.store.samples()[0]?.efficiency).toBeCloseTo(0.15);
    const busyAgain = await sourceFor("Some Xeon", async () => 5e9, true);
    expect(await busyAgain.source.current()).toEqual({ bytesPerSecond: 24e9, measured: true });
    expect(measured).toBe(3);
  });

  it("is unknown where it cannot be measured", async () => {
    const { source } = await sourceFor("Some Xeon", () => Promise.reject(new Error("no thread")));
    expect(await source.current()).toBeNull();
  });

  it("is measured beside the event loop", async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const rate = await measureBandwidth(1);
    clearInterval(turning);
    expect(rate).toBeGreaterThan(1e8);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("what is remembered of the speed", () => {
  it("survives a restart, and believes no damaged file", async () => {
    const file = join(folder, "cache", "speed.json");
    const store = await SpeedStore.open(file);
    await Promise.all([
      store.keepBandwidth("Some Xeon", 20e9),
      store.keepSample({ bytesPerToken: 1e9, efficiency: 0.5 }),
    ]);
    const again = await SpeedStore.open(file);
    expect(again.samples()).toEqual([{ bytesPerToken: 1e9, efficiency: 0.5 }]);
    expect([again.bandwidthOf("Some Xeon"), again.bandwidthOf("Another")]).toEqual([20e9, null]);
    writeFileSync(file, '{"version":1,"bandwidth":null,"samples":[{"efficiency":7}]}');
    expect((await SpeedStore.open(file)).samples()).toEqual([]);
  });
});
