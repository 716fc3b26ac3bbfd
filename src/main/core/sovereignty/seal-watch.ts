import type { Alarm } from "../../../shared/shapes/status";
import type { Resident, Seal } from "../../../shared/shapes/resident";
import type { Clock } from "../kernel/clock";

export const sealProbeMilliseconds = 600_000;

export interface SealWatchOptions {
  readonly residents: () => readonly Pick<Resident, "reference" | "pid" | "state" | "seal">[];
  /** Null when the worker has ended meanwhile. What it finds shows at the resident, and so in the indicator and the ledger. */
  readonly probe: (reference: string) => Promise<Seal | null>;
  readonly onBroken: (alarm: Omit<Alarm, "at">) => void;
  readonly clock: Clock;
}

/** Lets every running worker try again and again to get out: a seal that held at the start is not taken on trust. */
export class SealWatch {
  readonly #options: SealWatchOptions;
  readonly #stop: () => void;

  constructor(options: SealWatchOptions) {
    this.#options = options;
    this.#stop = options.clock.every(sealProbeMilliseconds, () => void this.#look());
  }

  /** Probes all. One that was not sealed before is shown as such anyway; an alarm is for one that was. */
  async #look(): Promise<void> {
    const { residents, probe, onBroken } = this.#options;
    const serving = residents().filter(({ state }) => state === "ready" || state === "draining");
    await Promise.all(
      serving.map(async ({ reference, pid, seal: before }) => {
        const seal = await probe(reference);
        if (seal !== null && before.enforced && !seal.enforced) onBroken(brokenSeal(reference, pid, seal));
      }),
    );
  }

  dispose(): void {
    this.#stop();
  }
}

function brokenSeal(reference: string, pid: number | null, { mechanism, evidence }: Seal): Omit<Alarm, "at"> {
  const what = `The kernel's seal (${mechanism}) of ${reference} does not hold any more: ${evidence.join("; ")}`;
  return { what, process: "worker", pid, endpoint: null, action: "shown as not enforced" };
}
