import type { Client } from "../../shared/contract/derive";
import { TresorError } from "../../shared/errors";
import { withNotice, withoutNotice } from "./apply-event";
import type { WindowStore } from "./window-store";

/** What a person can do with a model. What fails is told in place, as a notice of that model; nothing is thrown. */
export interface Actions {
  readonly load: (reference: string) => Promise<void>;
  readonly unload: (reference: string) => Promise<void>;
  readonly setPinned: (reference: string, pinned: boolean) => Promise<void>;
  readonly dismiss: (reference: string | null) => void;
}

export function createActions(client: Client, store: WindowStore): Actions {
  const dismiss = (reference: string | null) => {
    store.setState(({ notices }) => ({ notices: withoutNotice(notices, reference) }));
  };

  async function attempt(reference: string, act: () => Promise<unknown>): Promise<void> {
    dismiss(reference);
    try {
      await act();
    } catch (thrown) {
      const error = TresorError.from(thrown).toWire();
      store.setState(({ notices }) => ({ notices: withNotice(notices, { reference, error }) }));
    }
  }

  return {
    load: async (reference) => {
      await attempt(reference, async () => await client.load({ reference }));
    },
    unload: async (reference) => {
      await attempt(reference, async () => await client.unload({ reference }));
    },
    setPinned: async (reference, pinned) => {
      await attempt(reference, async () => await (pinned ? client.pin({ reference }) : client.unpin({ reference })));
    },
    dismiss,
  };
}
