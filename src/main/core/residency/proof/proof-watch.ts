import type { Resident } from "../../../../shared/shapes/resident";
import type { Clock } from "../../kernel/clock";
import type { Logger } from "../../kernel/logger";
import type { MeasuredResidency } from "../measured-residency";
import type { ResidencyProbe } from "./residency-probe";

const tickMilliseconds = 10_000;
const proofMilliseconds = 60_000;
/** macOS unwires what was not used for a while; llama.cpp's own heartbeat ends three minutes after the last use at the latest. */
const touchMilliseconds = 120_000;
/** The clock went on without us for so long: the machine slept. */
const sleepMilliseconds = 30_000;

export interface ProofWatchOptions {
  readonly residency: Pick<MeasuredResidency, "residents" | "recordProof" | "touch">;
  readonly files: (reference: string) => readonly string[];
  readonly probe: ResidencyProbe;
  /** Called while nothing is resident. */
  readonly onEmpty: () => Promise<void>;
  /** Whether pinned ones that nobody uses must be touched to stay in the GPU's memory. */
  readonly touches: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Looks at each resident's memory once a minute and after the machine woke up, and keeps pinned ones warm where that is needed. */
export class ProofWatch {
  readonly #options: ProofWatchOptions;
  readonly #stop: () => void;
  readonly #touchedAt = new Map<string, number>();
  #tickedAt: number;
  #looking = false;

  constructor(options: ProofWatchOptions) {
    this.#options = options;
    this.#tickedAt = options.clock.now();
    this.#stop = options.clock.every(tickMilliseconds, () => void this.tick());
  }

  /** Looks at what is due. A look that takes longer than a tick is not begun twice. */
  async tick(): Promise<void> {
    const { residency, clock, logger, onEmpty } = this.#options;
    const now = clock.now();
    const woke = now - this.#tickedAt > tickMilliseconds + sleepMilliseconds;
    this.#tickedAt = now;
    if (this.#looking) return;
    this.#looking = true;
    try {
      const residents = residency.residents();
      if (residents.length === 0) await onEmpty();
      for (const resident of residents) if (resident.state === "ready") await this.#look(resident, woke, now);
    } catch (error) {
      logger.warn({ err: error }, "whether weights are in memory could not be read");
    } finally {
      this.#looking = false;
    }
  }

  dispose(): void {
    this.#stop();
  }

  async #look(resident: Resident, woke: boolean, now: number): Promise<void> {
    const { residency, probe, files, touches, clock } = this.#options;
    const { reference, pid, pinned, leases, proof, memory } = resident;
    const last = proof === null ? -Infinity : Date.parse(proof.at);
    if (touches && pinned && leases === 0 && (woke || now - this.#lastUse(resident) >= touchMilliseconds)) {
      this.#touchedAt.set(reference, now);
      residency.touch(reference);
    }
    if (pid === null || (!woke && now - last < proofMilliseconds)) return;
    const finding = await probe({ pid, weightsBytes: memory.weightsBytes, files: files(reference) });
    if (finding === null) return;
    residency.recordProof(reference, pid, { at: new Date(clock.now()).toISOString(), ...finding });
  }

  #lastUse({ reference, idleSince }: Resident): number {
    const used = idleSince === null ? 0 : Date.parse(idleSince);
    return Math.max(used, this.#touchedAt.get(reference) ?? 0);
  }
}
