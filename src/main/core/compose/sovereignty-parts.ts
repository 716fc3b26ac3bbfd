import { systemClock } from "../kernel/clock";
import type { Ledger } from "../ledger/ledger";
import { answerTo } from "../sovereignty/answer-unexpected";
import { AlarmBook } from "../sovereignty/alarm-book";
import { socketSourceOf } from "../sovereignty/observe/socket-source";
import { SocketWatch } from "../sovereignty/observe/socket-watch";
import type { LeakTest } from "../sovereignty/leak/leak-test";
import { SealWatch } from "../sovereignty/seal-watch";
import { SovereigntyWatch } from "../sovereignty/sovereignty-watch";
import { installTripwire } from "../sovereignty/tripwire";
import type { Downloads } from "../downloads/downloads-port";
import type { MeasuredResidency } from "../residency/measured-residency";
import type { Ground } from "./ground";
import type { ReachParts } from "./reach-parts";

export interface SovereigntyParts {
  readonly sovereignty: SovereigntyWatch;
  readonly alarms: AlarmBook;
}

export interface WatchedForSovereignty {
  readonly ledger: Ledger;
  readonly residency: MeasuredResidency;
  readonly downloads: Downloads;
  readonly reach: ReachParts;
  readonly leakTest: LeakTest;
}

/** What keeps data here, what looks whether it does, and the one state that comes of it. */
export function composeSovereignty(ground: Ground, parts: WatchedForSovereignty): SovereigntyParts {
  const { options, settings, disposables, hub } = ground;
  const { ledger, residency, downloads, reach, leakTest } = parts;
  const { logger } = options;
  const alarms: AlarmBook = new AlarmBook({
    record: (entry) => ledger.note(entry),
    onChange: () => sovereignty.update(),
    clock: systemClock,
    logger,
  });
  const source = socketSourceOf(process.platform, process.pid);
  const sockets =
    source === null
      ? null
      : new SocketWatch({
          source,
          isBusy: () => residency.residents().some(({ jobs }) => jobs.length > 0),
          announced: () => ({ servedPorts: reach.networkPorts(), probing: (pid) => !isServing(residency, pid) }),
          onUnexpected: (unexpected) => {
            const answer = answerTo(unexpected, options.settings.read().endUnexpectedConnections);
            if (answer.endsProcess) endProcess(unexpected.pid);
            alarms.raise(answer.alarm);
          },
          clock: systemClock,
          logger,
        });
  disposables.add(() => sockets?.dispose());
  const seals = new SealWatch({
    residents: () => residency.residents(),
    probe: (reference) => residency.probeSeal(reference),
    onBroken: (alarm) => alarms.raise(alarm),
    clock: systemClock,
  });
  disposables.add(() => seals.dispose());
  const sovereignty: SovereigntyWatch = new SovereigntyWatch(
    () => ({
      sealMode: settings().seal,
      residents: residency.residents(),
      outbound: downloads.outbound(),
      alarms: alarms.open(),
      observedAt: sockets?.last?.at ?? null,
      network: reach.network(),
    }),
    () => new Date().toISOString(),
    (state) => hub.emit("sovereignty", state),
  );
  installTripwire(({ what, target, origin }) => {
    if (leakTest.isOwnAttempt(target)) return;
    alarms.raise({
      what: `Tresor's own process tried to leave (${what}${origin === "" ? "" : `, ${origin}`})`,
      process: "main",
      pid: process.pid,
      endpoint: target,
      action: "refused",
    });
  });
  return { sovereignty, alarms };
}

function isServing(residency: MeasuredResidency, worker: number): boolean {
  return residency.residents().some(({ pid, state }) => pid === worker && (state === "ready" || state === "draining"));
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
