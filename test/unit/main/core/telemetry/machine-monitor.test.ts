import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { MachineMonitor } from "../../../../../src/main/core/telemetry/machine-monitor";
import type { MachineMemoryFacts } from "../../../../../src/main/core/telemetry/memory-facts";
import { WorkerMemoryWatch } from "../../../../../src/main/core/telemetry/worker-memory-watch";
import { machineSchema, type Machine } from "../../../../../src/shared/shapes/machine";
import { FakeClock } from "../../../../fakes/clock";
import { residentOf } from "../../../../support/resident";

const facts: MachineMemoryFacts = {
  totalBytes: 100e9,
  usedBytes: 20e9,
  pressure: "warn",
  swapUsedBytes: 5,
  wiredBytes: 4e9,
  compressedBytes: 2e9,
  cachedBytes: 30e9,
  gpuLimitBytes: 75e9,
};

function rigOf(memory: () => Promise<MachineMemoryFacts> = async () => facts) {
  const clock = new FakeClock();
  const monitor = new MachineMonitor({
    memory,
    processor: async () => ({ chip: "Apple M3 Ultra", logicalCores: 32, physicalCores: 32, performanceCores: 24 }),
    residents: () => [residentOf()],
    memoryLimitBytes: () => null,
    reserveBytes: () => null,
    gpu: true,
    clock,
    logger: pino({ level: "silent" }),
  });
  return { clock, monitor };
}

describe("MachineMonitor", () => {
  it("puts the machine's facts and the residents together, as the contract wants them", async () => {
    const machine = await rigOf().monitor.current();
    expect(machineSchema.parse(machine)).toEqual({
      at: "2026-11-20T12:00:00.000Z",
      chip: "Apple M3 Ultra",
      cores: 32,
      totalBytes: 100e9,
      systemBytes: 20e9 - 100,
      modelsBytes: 100,
      reserveBytes: 5e9,
      freeForModelsBytes: 75e9 - 100,
      memoryLimitBytes: 75e9,
      pressure: "warn",
      growthBytes: 0,
      swapUsedBytes: 5,
      wiredBytes: 4e9,
      compressedBytes: 2e9,
      cachedBytes: 30e9,
      bandwidthBytesPerSecond: null,
      gpuLimitBytes: 75e9,
    });
  });

  it("samples every two seconds, and only while somebody listens", async () => {
    const { clock, monitor } = rigOf();
    const heard: Machine[] = [];
    expect(clock.waiting).toBe(0);
    const offs = [
      monitor.onSample((machine) => heard.push(machine)),
      monitor.onSample((machine) => heard.push(machine)),
    ];
    await clock.advance(4_000);
    expect(heard).toHaveLength(4);
    offs[0]?.();
    offs[0]?.();
    await clock.advance(2_000);
    expect(heard).toHaveLength(5);
    offs[1]?.();
    expect(clock.waiting).toBe(0);
  });

  it("does not ask twice at once, and goes on after a failure", async () => {
    const answers: ((answer: MachineMemoryFacts | Error) => void)[] = [];
    const { clock, monitor } = rigOf(
      () =>
        new Promise((resolve, reject) =>
          answers.push((answer) => {
            if (answer instanceof Error) reject(answer);
            else resolve(answer);
          }),
        ),
    );
    const heard: Machine[] = [];
    monitor.onSample((machine) => heard.push(machine));
    await clock.advance(6_000);
    expect(answers).toHaveLength(1);
    answers[0]?.(new Error("vm_stat took too long"));
    await clock.advance(2_000);
    answers[1]?.(facts);
    await clock.advance(0);
    expect([answers.length, heard.length]).toEqual([2, 1]);
    monitor.dispose();
    expect(clock.waiting).toBe(0);
  });
});

describe("WorkerMemoryWatch", () => {
  it("measures ready workers every two seconds, and forgets what it learns of one that was replaced", async () => {
    const clock = new FakeClock();
    const recorded: string[] = [];
    let residents = [
      residentOf({ reference: "red", pid: 1 }),
      residentOf({ reference: "blue", pid: 2, state: "loading" }),
      residentOf({ reference: "green", pid: null, state: "failed" }),
      residentOf({ reference: "gone", pid: 4 }),
      residentOf({ reference: "replaced", pid: 5 }),
    ];
    const watch = new WorkerMemoryWatch({
      residents: () => residents,
      processMemory: async (pid) => {
        residents = residents.map((resident) =>
          resident.reference === "replaced" ? { ...resident, pid: 6 } : resident,
        );
        return pid === 4 ? null : pid * 100;
      },
      record: (reference, bytes) => recorded.push(`${reference} ${bytes}`),
      clock,
    });
    await clock.advance(2_000);
    expect(recorded).toEqual(["red 100"]);
    watch.dispose();
    expect(clock.waiting).toBe(0);
  });
});
