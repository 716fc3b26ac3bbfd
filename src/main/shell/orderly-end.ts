import type { App } from "electron";
import type { Clock } from "../core/kernel/clock";
import type { Logger } from "../core/kernel/logger";

export interface OrderlyEnd {
  readonly app: Pick<App, "on" | "quit" | "exit">;
  /** Lets running requests end and ends all processes. */
  readonly dispose: () => Promise<void>;
  readonly onSignal: (signal: "SIGTERM" | "SIGINT", act: () => void) => void;
  readonly logger: Logger;
  readonly clock: Pick<Clock, "now">;
}

/** One wish to quit can arrive twice: a terminal signals the whole process group, and the launcher passes its own signal on. */
const sameWishMilliseconds = 1_000;

/** Quitting, by menu, by key or by signal, drains first; a later wish to quit while it still drains ends at once. */
export function endInOrder({ app, dispose, onSignal, logger, clock }: OrderlyEnd): void {
  let drainingSince: number | null = null;
  app.on("before-quit", (event) => {
    event.preventDefault();
    if (drainingSince !== null) {
      if (clock.now() - drainingSince >= sameWishMilliseconds) app.exit(1);
      return;
    }
    drainingSince = clock.now();
    dispose().then(
      () => app.exit(0),
      (error: unknown) => {
        logger.error({ error }, "ending in order failed");
        app.exit(1);
      },
    );
  });
  onSignal("SIGTERM", () => app.quit());
  onSignal("SIGINT", () => app.quit());
  // A listener keeps Electron from quitting when the last window closes: closing windows keeps serving.
  app.on("window-all-closed", () => undefined);
}
