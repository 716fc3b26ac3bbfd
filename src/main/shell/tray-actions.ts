import type { Handlers } from "../../shared/contract/derive";
import { TresorError } from "../../shared/errors";
import type { TrayAction } from "./tray-view";

export interface TrayActionTargets {
  readonly handlers: Pick<Handlers, "pin" | "unpin" | "unload">;
  readonly openPopover: () => void;
  readonly openDashboard: () => void;
  readonly copyEndpoint: () => void;
  readonly quit: () => void;
  /** Tells the user of an action that failed. */
  readonly tell: (error: TresorError) => void;
}

/** Does what a line of the menu says. */
export async function performTrayAction(action: TrayAction, targets: TrayActionTargets): Promise<void> {
  const caller = { client: "window", signal: new AbortController().signal };
  try {
    switch (action.type) {
      case "pin":
      case "unpin":
      case "unload":
        await targets.handlers[action.type]({ reference: action.reference }, caller);
        return;
      case "open-popover": {
        targets.openPopover();
        return;
      }
      case "open-dashboard": {
        targets.openDashboard();
        return;
      }
      case "copy-endpoint": {
        targets.copyEndpoint();
        return;
      }
      case "quit": {
        targets.quit();
        return;
      }
    }
  } catch (thrown) {
    targets.tell(TresorError.from(thrown));
  }
}
