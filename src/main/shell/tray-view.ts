import type { Resident } from "../../shared/shapes/resident";
import { isGenerating, type VaultState } from "./vault-state";
import type { TrayWords } from "./tray-words";

export type TrayAction =
  | { readonly type: "pin" | "unpin" | "unload"; readonly reference: string }
  | { readonly type: "open-popover" | "open-dashboard" | "copy-endpoint" | "quit" };

/** One line of the menu, independent of Electron's own form. */
export type TrayMenuItem =
  | { readonly kind: "separator" }
  | { readonly kind: "text"; readonly label: string }
  | { readonly kind: "action"; readonly label: string; readonly checked: boolean | null; readonly action: TrayAction }
  | { readonly kind: "submenu"; readonly label: string; readonly items: readonly TrayMenuItem[] };

export interface TrayView {
  /** File name in resources/tray without `Template.png`. */
  readonly icon: string;
  readonly tooltip: string;
  readonly menu: readonly TrayMenuItem[];
}

/**
 * What the menu bar shows for a state of the core. Its title stays empty: figures that change beside the icon would push the neighbours
 * about, and the popover has them.
 */
export function trayView(state: VaultState, words: TrayWords): TrayView {
  const claim = words.sovereignty[state.sovereignty.state];
  const names = state.residents.map(({ displayName }) => displayName).join(", ");
  return {
    icon: iconOf(state),
    tooltip: `Tresor: ${claim} · ${names === "" ? words.empty : names}`,
    menu: [
      { kind: "text", label: claim },
      { kind: "separator" },
      ...(state.residents.length === 0
        ? [{ kind: "text" as const, label: words.empty }]
        : state.residents.map((resident) => residentMenu(resident, words))),
      { kind: "separator" },
      item(words.copyEndpoint, { type: "copy-endpoint" }),
      item(words.openPopover, { type: "open-popover" }),
      item(words.open, { type: "open-dashboard" }),
      { kind: "separator" },
      item(words.quit, { type: "quit" }),
    ],
  };
}

/** Six states have six silhouettes; a dot says that something generates. An alarm is not softened by a dot. */
function iconOf(state: VaultState): string {
  const { state: claim } = state.sovereignty;
  return claim !== "alarm" && isGenerating(state) ? `${claim}-active` : claim;
}

function residentMenu(resident: Resident, words: TrayWords): TrayMenuItem {
  const { reference, displayName, pinned } = resident;
  const facts = [words.resident[resident.state], ...(pinned ? [words.pinned] : [])].join(", ");
  return {
    kind: "submenu",
    label: `${displayName} (${facts})`,
    items: [
      item(words.keepInMemory, { type: pinned ? "unpin" : "pin", reference }, pinned),
      item(words.unload(displayName), { type: "unload", reference }),
    ],
  };
}

function item(label: string, action: TrayAction, checked: boolean | null = null): TrayMenuItem {
  return { kind: "action", label, checked, action };
}
