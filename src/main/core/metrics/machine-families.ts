import type { Machine } from "../../../shared/shapes/machine";
import type { Family } from "./exposition";
import { gauge } from "./gauge";

const pressures = ["normal", "warn", "critical"] as const;

/** The machine's memory, and what of it models may take. */
export function machineFamilies(machine: Machine): Family[] {
  const kinds = {
    total: machine.totalBytes,
    system: machine.systemBytes,
    models: machine.modelsBytes,
    reserve: machine.reserveBytes,
    free_for_models: machine.freeForModelsBytes,
    limit: machine.memoryLimitBytes,
    swap_used: machine.swapUsedBytes,
    wired: machine.wiredBytes,
    compressed: machine.compressedBytes,
    file_cache: machine.cachedBytes,
    gpu_limit: machine.gpuLimitBytes,
  };
  const { pressure } = machine;
  return [
    gauge(
      "tresor_machine_memory_bytes",
      "The machine's memory by kind; what the system does not tell is left out.",
      Object.entries(kinds).map(([kind, bytes]) => [{ kind }, bytes]),
    ),
    gauge(
      "tresor_memory_pressure",
      "1 for the pressure that the system reports.",
      pressure === null ? [] : pressures.map((level) => [{ level }, Number(level === pressure)]),
    ),
  ];
}
