import { availableParallelism, cpus } from "node:os";
import { cpu } from "systeminformation";

/** The machine's processor; counts of cores. */
export interface Processor {
  /** `Apple M3 Ultra`, `AMD EPYC`. */
  readonly chip: string;
  /** What this process may run on at once, less than the machine has where a container or an affinity says so. */
  readonly logicalCores: number;
  /** 0 while unknown. */
  readonly physicalCores: number;
  /** 0 while unknown. On Apple silicon without the efficiency cores. */
  readonly performanceCores: number;
}

/** Asks the system once, on the first call: the answer cannot change, and getting it may start processes. */
export function processorSource(ask: () => Promise<Processor> = askSystem): () => Promise<Processor> {
  let answer: Promise<Processor> | null = null;
  return () => (answer ??= ask());
}

async function askSystem(): Promise<Processor> {
  const logicalCores = availableParallelism();
  try {
    const { manufacturer, brand, physicalCores, performanceCores } = await cpu();
    return {
      chip: chipName(manufacturer, brand),
      logicalCores,
      physicalCores,
      performanceCores: performanceCores ?? 0,
    };
  } catch {
    const chip = cpus()[0]?.model.trim() ?? "unknown";
    return { chip, logicalCores, physicalCores: 0, performanceCores: 0 };
  }
}

/** `Apple` and `M3 Ultra` belong together; some brands repeat their manufacturer. */
export function chipName(manufacturer: string, brand: string): string {
  const [maker, name] = [manufacturer.trim(), brand.trim()];
  if (name.toLowerCase().startsWith(maker.toLowerCase())) return name || "unknown";
  return `${maker} ${name}`.trim();
}
