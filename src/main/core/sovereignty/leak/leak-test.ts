import { randomBytes } from "node:crypto";
import type { DoctorCheck } from "../../../../shared/shapes/doctor";
import { judgeCoreRoad, judgeWorkerRoad } from "./judge-leaks";
import { isLeakTarget, type LeakOutcome } from "./leak-outcome";
import { tryLeakRoads, tryRedirect } from "./leak-roads";

/** What a process behind the wall of workers reported. */
export interface WalledOutcomes {
  /** As the user reads it: `unshare -n`. */
  readonly mechanism: string;
  readonly outcomes: readonly LeakOutcome[];
}

/** Tries to get a canary out, from a worker and from the core, and says what stopped it. */
export class LeakTest {
  readonly #behindWall: (canary: string) => Promise<WalledOutcomes>;
  #running = 0;

  /** @param behindWall tries the roads in a process like a worker's */
  constructor(behindWall: (canary: string) => Promise<WalledOutcomes>) {
    this.#behindWall = behindWall;
  }

  /** Whether the tripwire was touched by this test, which is no reason for an alarm. */
  isOwnAttempt(target: string): boolean {
    return this.#running > 0 && isLeakTarget(target);
  }

  /** @throws TresorError when no worker could be started behind a wall */
  async run(): Promise<readonly DoctorCheck[]> {
    const canary = `canary-${randomBytes(8).toString("hex")}`;
    this.#running += 1;
    try {
      const walled = await this.#behindWall(canary);
      const own = [...(await tryLeakRoads(canary)), await tryRedirect(canary)];
      return [
        ...walled.outcomes.map((outcome) => judgeWorkerRoad(outcome, walled.mechanism)),
        ...own.map(judgeCoreRoad),
      ];
    } finally {
      this.#running -= 1;
    }
  }
}
