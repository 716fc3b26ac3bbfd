import { TresorError } from "../../shared/errors";
import type { EventHub } from "./control/event-hub";
import type { Logger } from "./kernel/logger";
import type { Library } from "./library/library-port";
import type { Residency } from "./residency/residency-port";

export interface PreloadOptions {
  readonly library: Library;
  readonly residency: Residency;
  /** In the user's order. */
  readonly pinned: readonly string[];
  readonly hub: EventHub;
  readonly logger: Logger;
}

/** After the start: loads what is pinned, one after the other, and the demo model where there is nothing else. */
export async function preloadModels({ library, residency, pinned, hub, logger }: PreloadOptions): Promise<void> {
  const demo = library.models().filter((model) => model.demo);
  for (const reference of pinned) await attempt(reference, () => residency.pin(reference));
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
