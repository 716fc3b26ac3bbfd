import type { MenuItemConstructorOptions } from "electron";

/**
 * The menu of the active app on macOS; without it ⌘C, ⌘V, ⌘W and ⌘Q do nothing in our windows. Elsewhere there is none, and the keys
 * are the page's own.
 */
export function applicationMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === "darwin" ? [{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }] : null;
}
