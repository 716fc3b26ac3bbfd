/** The machine's memory at one moment, as the operating system tells it; bytes. */
export interface MachineMemoryFacts {
  /** All that programs here can have: the machine's memory, or the control group's limit where that is less. */
  readonly totalBytes: number;
  /**
   * What cannot be given to a new program: held by programs and the kernel, without the file cache. Weights that a worker has mapped
   * from a file are cache on the CPU, and wired (so they count here) under Metal.
   */
  readonly usedBytes: number;
  readonly pressure: "normal" | "warn" | "critical" | null;
  readonly swapUsedBytes: number | null;
  /** Held by the kernel, by Metal and by locks, which nothing can move out of memory; null where the system does not tell, as the next. */
  readonly wiredBytes: number | null;
  /** What compressed pages take. */
  readonly compressedBytes: number | null;
  /** Files' pages, which give way to programs. */
  readonly cachedBytes: number | null;
  /** What Metal lets programs wire for the GPU; null where there is no such limit. */
  readonly gpuLimitBytes: number | null;
}

/** Reads the facts anew at each call. */
export type MachineMemory = () => Promise<MachineMemoryFacts>;
