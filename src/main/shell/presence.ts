import type { App } from "electron";

/**
 * Whether macOS shows the app in the Dock and among the ⌘-Tab apps: only while the dashboard is open. Other systems have no such notion.
 */
export function setPresence(app: Pick<App, "setActivationPolicy">, platform: NodeJS.Platform, present: boolean): void {
  if (platform === "darwin") app.setActivationPolicy(present ? "regular" : "accessory");
}
