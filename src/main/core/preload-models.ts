import { TresorError } from "../../shared/errors";
import type { EventHub } from "./control/event-hub";
import type { Logger } from "./kernel/logger";
import type { Library } from "./library/library-port";
import type { PinKeeper } from "./residency/pin-keeper";
import type { Residency } from "./residency/residency-port";

export interface PreloadOptions {
  readonly library: Library;
  readonly residency: Residency;
  readonly pinKeeper: PinKeeper;
  readonly hub: EventHub;
  readonly logger: Logger;
}

/** After the start: loads what is to be resident, one after the other, and the demo model where there is nothing else. */
export async function preloadModels({ library, residency, pinKeeper, hub, logger }: PreloadOptions): Promise<void> {
  const demo = library.models().filter((model) => model.demo);
  await pinKeeper.start();
  for (const { reference } of demo) await attempt(reference, () => residency.load(reference));

  async function attempt(reference: string, load: () => Promise<unknown>): Promise<void> {
    try {
      await load();
    } catch (thrown) {
      const error = TresorError.from(thrown);
      if (error.code === "shutting_down" || error.code === "cancelled") return;
      logger.warn({ reference, code: error.code }, error.message);
      hub.emit("fault", { reference, error: error.toWire() });
    }
  }
}
