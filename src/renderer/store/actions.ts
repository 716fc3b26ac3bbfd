import type { CallInput, Client } from "../../shared/contract/derive";
import type { Settings } from "../../shared/shapes/settings";
import { TresorError } from "../../shared/errors";
import { withNotice, withoutNotice } from "./apply-event";
import type { WindowStore } from "./window-store";

/** What a person can do. What fails is told in place, as a notice of that model or, without one, of the window; nothing is thrown. */
export interface Actions {
  readonly load: (reference: string) => Promise<void>;
  /** Loads as a plan says, after those have left that the person chose to let go. */
  readonly loadPlanned: (wish: CallInput<"load">, leaving: readonly string[]) => Promise<void>;
  readonly unload: (reference: string) => Promise<void>;
  readonly setPinned: (reference: string, pinned: boolean) => Promise<void>;
  readonly updateSettings: (settings: Partial<Settings>) => Promise<void>;
  /** Sets a name of a model; null takes it away, and a role goes back to its default. */
  readonly setAlias: (name: string, reference: string | null) => Promise<void>;
  readonly pauseDownload: (id: string) => Promise<void>;
  readonly resumeDownload: (id: string) => Promise<void>;
  readonly cancelDownload: (id: string) => Promise<void>;
  /** Ends a request that waits or runs, whoever asked. */
  readonly cancelRequest: (id: string) => Promise<void>;
  readonly dismiss: (reference: string | null) => void;
}

export function createActions(client: Client, store: WindowStore): Actions {
  const dismiss = (reference: string | null) => {
    store.setState(({ notices }) => ({ notices: withoutNotice(notices, reference) }));
  };

  async function attempt(reference: string | null, act: () => Promise<unknown>): Promise<void> {
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
    loadPlanned: async (wish, leaving) => {
      await attempt(wish.reference, async () => {
        for (const reference of leaving) await client.unload({ reference });
        await client.load(wish);
      });
    },
    unload: async (reference) => {
      await attempt(reference, async () => await client.unload({ reference }));
    },
    setPinned: async (reference, pinned) => {
      await attempt(reference, async () => await (pinned ? client.pin({ reference }) : client.unpin({ reference })));
    },
    updateSettings: async (settings) => {
      await attempt(null, async () => await client.updateSettings(settings));
    },
    setAlias: async (name, reference) => {
      await attempt(reference, async () =>
        reference === null ? await client.removeAlias({ name }) : await client.setAlias({ name, reference }),
      );
    },
    pauseDownload: async (id) => {
      await attempt(null, async () => await client.pauseDownload({ id }));
    },
    resumeDownload: async (id) => {
      await attempt(null, async () => await client.resumeDownload({ id }));
    },
    cancelDownload: async (id) => {
      await attempt(null, async () => await client.cancelDownload({ id }));
    },
    cancelRequest: async (id) => {
      await attempt(null, async () => await client.cancelRequest({ id }));
    },
    dismiss,
  };
}
