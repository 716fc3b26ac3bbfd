import type { Resident } from "../../../shared/shapes/resident";
import type { Downloads } from "../downloads/downloads-port";
import type { Library } from "../library/library-port";
import type { Residency } from "../residency/residency-port";
import type { SovereigntyWatch } from "../sovereignty/sovereignty-watch";
import type { MachineMonitor } from "../telemetry/machine-monitor";
import type { EventHub } from "./event-hub";
import { LatestByKey } from "./latest-by-key";

const residentIntervalMilliseconds = 200;

export interface EventSources {
  readonly hub: EventHub;
  readonly library: Library;
  readonly residency: Residency;
  readonly downloads: Pick<Downloads, "onChange">;
  readonly monitor: MachineMonitor;
  readonly sovereignty: SovereigntyWatch;
}

/** Turns what happens in the core into the contract's events. Returns the function that ends it. */
export function forwardEvents({ hub, library, residency, downloads, monitor, sovereignty }: EventSources): () => void {
  const lastState = new Map<string, Resident["state"]>();
  const residents = new LatestByKey<Resident>(residentIntervalMilliseconds, (resident) => {
    hub.emit("resident", resident);
    // With the resident's pace, not the tokens': it reads the settings, and what it judges changes with a state only.
    sovereignty.update();
  });

  let stopSampling: (() => void) | null = null;

  const endings = [
    library.onChange(() => hub.emit("models", { models: [...library.models()] })),
    downloads.onChange((download) => {
      hub.emit("download", download);
      sovereignty.update();
    }),
    hub.onAudience((present) => {
      stopSampling?.();
      stopSampling = present ? monitor.onSample((machine) => hub.emit("machine", machine)) : null;
    }),
    () => stopSampling?.(),
    residency.onEvent((signal) => {
      switch (signal.type) {
        case "changed": {
          const { resident } = signal;
          const before = lastState.get(resident.reference);
          lastState.set(resident.reference, resident.state);
          // Tokens and progress can wait a moment, a new state cannot.
          if (before === resident.state) residents.push(resident.reference, resident);
          else residents.pushNow(resident.reference, resident);
          if (resident.state === "failed" && before !== "failed" && resident.error !== null) {
            hub.emit("fault", { reference: resident.reference, error: resident.error });
          }
          break;
        }
        case "gone":
          residents.drop(signal.reference);
          lastState.delete(signal.reference);
          hub.emit("residentGone", { reference: signal.reference, reason: signal.reason });
          sovereignty.update();
          break;
        case "history":
          break;
      }
    }),
    () => residents.dispose(),
  ];
  return () => endings.forEach((end) => end());
}
