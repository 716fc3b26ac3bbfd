import type { Resident } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";
import type { ProcessMemory } from "./process-memory";

export const measureMilliseconds = 2_000;

export interface WorkerMemoryWatchOptions {
  readonly residents: () => readonly Pick<Resident, "reference" | "pid" | "state">[];
  readonly processMemory: ProcessMemory;
  readonly record: (reference: string, bytes: number) => void;
  readonly clock: Clock;
}

/** Measures what each ready worker holds, every two seconds. */
export class WorkerMemoryWatch {
  readonly #options: WorkerMemoryWatchOptions;
  readonly #stop: () => void;

  constructor(options: WorkerMemoryWatchOptions) {
    this.#options = options;
    this.#stop = options.clock.every(measureMilliseconds, () => void this.measure());
  }

  /** Measures all now. A worker that ended meanwhile is passed over. */
  async measure(): Promise<void> {
    const { residents, processMemory, record } = this.#options;
    await Promise.all(
      residents().map(async ({ reference, pid, state }) => {
        if (pid === null || state !== "ready") return;
        const bytes = await processMemory(pid);
        const now = residents().find((resident) => resident.reference === reference);
        if (bytes !== null && now?.pid === pid) record(reference, bytes);
      }),
    );
  }

  dispose(): void {
    this.#stop();
  }
}
