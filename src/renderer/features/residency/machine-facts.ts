import type { Machine } from "../../../shared/shapes/machine";
import type { Language } from "../../language/language";
import type { Fact } from "../../ui/FactList";

/** What is known of the machine's memory beside the bar; what is unknown here is left out. */
export function machineFacts(machine: Machine, { words, format }: Language): Fact[] {
  const { memory: text } = words;
  const { pressure, swapUsedBytes, gpuLimitBytes } = machine;
  return [
    ...(pressure === null ? [] : [{ name: text.pressure, value: text.pressures[pressure] }]),
    ...(swapUsedBytes === null ? [] : [{ name: text.swap, value: format.memory(swapUsedBytes) }]),
    gpuLimitBytes === null
      ? { name: text.limit, value: format.memory(machine.memoryLimitBytes) }
      : { name: text.gpuLimit, value: format.capacity(gpuLimitBytes), mark: "tick" as const },
  ];
}
