export interface ThreadsInput {
  /** What this process may run on at once; at least 1. */
  readonly logicalCores: number;
  /** 0 while unknown, as the next. */
  readonly physicalCores: number;
  readonly performanceCores: number;
  /** What the user asked for; null leaves it to the machine. */
  readonly wish: number | null;
}

/** Decoding is bound by memory bandwidth: more threads than this wait for each other more than they compute. */
const mostThreads = 8;

/**
 * Threads for one worker's computation. By default one core stays free: the engine's threads spin while they wait for each other and
 * take the core from the thread that runs JavaScript. Measured on two cores with a tiny model: 1,128 tokens/s with one thread, 211 with
 * two, 1.7 with four. A wish is followed up to the number of cores.
 */
export function chooseThreads({ logicalCores, physicalCores, performanceCores, wish }: ThreadsInput): number {
  const cores = Math.max(1, logicalCores);
  if (wish !== null) return Math.min(wish, cores);
  const known = [performanceCores, physicalCores].find((count) => count > 0) ?? cores;
  return Math.max(1, Math.min(known, cores, mostThreads + 1) - 1);
}
