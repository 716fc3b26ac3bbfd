import type { Settings } from "../../shared/shapes/settings";
import type { Tresor } from "../core/tresor-port";
import { Paced } from "./paced";
import { trayView, type TrayView } from "./tray-view";
import { trayWordsFor } from "./tray-words";
import { applyVaultEvent, vaultStateOf, type VaultState } from "./vault-state";

/** The look's limit: the icon changes at most once a second. */
const trayIntervalMilliseconds = 1_000;

export interface MenuBarIcon {
  show(view: TrayView): void;
  dispose(): void;
}

/** Follows the core and keeps the icon true. Returns how to end it. */
export async function followInMenuBar(
  tresor: Pick<Tresor, "handlers" | "subscribe">,
  locale: string,
  createIcon: (view: TrayView) => MenuBarIcon,
): Promise<() => void> {
  const view = (state: VaultState) => trayView(state, wordsOf(state.language, locale));
  let state = vaultStateOf(
    await tresor.handlers.snapshot({}, { client: "window", signal: new AbortController().signal }),
  );
  const icon = createIcon(view(state));
  const paced = new Paced<VaultState>(trayIntervalMilliseconds, (newest) => icon.show(view(newest)));
  const unsubscribe = tresor.subscribe((event) => {
    const next = applyVaultEvent(state, event);
    if (next === state) return;
    state = next;
    paced.offer(next);
  });
  return () => {
    unsubscribe();
    paced.dispose();
    icon.dispose();
  };
}

const wordsOf = (language: Settings["language"], locale: string) => trayWordsFor(language, locale);
