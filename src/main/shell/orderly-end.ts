import type { App } from "electron";
import type { Logger } from "../core/kernel/logger";

export interface OrderlyEnd {
  readonly app: Pick<App, "on" | "quit" | "exit">;
  /** Lets running requests end and ends all processes. */
  readonly dispose: () => Promise<void>;
  readonly onSignal: (signal: "SIGTERM" | "SIGINT", act: () => void) => void;
  readonly logger: Logger;
}

/** Quitting, by menu, by key or by signal, drains first; a second wish to quit while it drains ends at once. */
export function endInOrder({ app, dispose, onSignal, logger }: OrderlyEnd): void {
  let draining = false;
  app.on("before-quit", (event) => {
    event.preventDefault();
    if (draining) return app.exit(1);
    draining = true;
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
