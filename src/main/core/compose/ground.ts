import type { TresorError } from "../../../shared/errors";
import type { EventHub } from "../control/event-hub";
import type { Disposables } from "../kernel/disposables";
import { effectiveSettings } from "../settings/effective-settings";
import type { TresorOptions } from "../tresor-port";

/** What all parts of the core stand on. */
export interface Ground {
  readonly options: TresorOptions;
  /** What holds now: flags of this start, else settings. */
  readonly settings: () => ReturnType<typeof effectiveSettings>;
  readonly disposables: Disposables;
  readonly hub: EventHub;
  /** Whether weights go to a GPU. */
  readonly gpu: boolean;
  /** Tells of a failure that no request can report. */
  readonly onFault: (reference: string | null, error: TresorError) => void;
}

export function groundOf(options: TresorOptions, disposables: Disposables, hub: EventHub): Ground {
  return {
    options,
    settings: () => effectiveSettings(options),
    disposables,
    hub,
    gpu: process.platform === "darwin",
    onFault: (reference, error) => {
      options.logger.warn({ reference, code: error.code }, error.message);
      hub.emit("fault", { reference, error: error.toWire() });
    },
  };
}
