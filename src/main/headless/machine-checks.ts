import { createServer } from "node:net";
import type { DoctorCheck } from "../../shared/shapes/doctor";
import type { MachineMemoryFacts } from "../core/telemetry/memory-facts";
import type { Figures } from "./figures";
import type { Words } from "./language/en";

/** Below this not even a model of a few hundred megabytes fits beside its cache. */
const leastAvailableBytes = 2 ** 30;

export function checkMemory(facts: MachineMemoryFacts, { doctor }: Words, figures: Figures): DoctorCheck {
  const availableBytes = Math.max(0, facts.totalBytes - facts.usedBytes);
  const ok = availableBytes >= leastAvailableBytes;
  return {
    name: "memory",
    ok,
    found: doctor.checkMemory.found(figures.memory(availableBytes), figures.memory(facts.totalBytes)),
    fix: ok ? null : doctor.checkMemory.fix,
  };
}

/** Whether a Tresor could listen on the port of loopback now. */
export async function checkPort(port: number, { doctor }: Words): Promise<DoctorCheck> {
  const ok = await isFree(port);
  const { free, taken, fix } = doctor.checkPort;
  return { name: "port", ok, found: (ok ? free : taken)(String(port)), fix: ok ? null : fix };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
