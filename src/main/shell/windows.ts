import { app, BrowserWindow, clipboard, screen, type WebContents } from "electron";
import type { DashboardView } from "../../shared/contract/bridge";
import type { Logger } from "../core/kernel/logger";
import { Dashboard, dashboardOptions } from "./dashboard-window";
import type { WindowRequests } from "./ipc/validated-ipc";
import { Popover, popoverOptions } from "./popover";
import { setPresence } from "./presence";
import type { WindowOrigin } from "./window-origin";
import { windowPreferences } from "./window-preferences";

export interface WindowsOptions {
  readonly origin: WindowOrigin;
  readonly preloadFile: string;
  readonly platform: NodeJS.Platform;
  readonly logger: Logger;
}

/** The popover and the dashboard, and what their pages may ask of them. */
export class Windows implements WindowRequests {
  readonly popover: Popover;
  readonly #dashboard: Dashboard;
  readonly #logger: Logger;

  constructor({ origin, preloadFile, platform, logger }: WindowsOptions) {
    this.#logger = logger;
    const webPreferences = windowPreferences({ preloadFile, packaged: app.isPackaged });
    const panel = new BrowserWindow({ ...popoverOptions(platform), webPreferences });
    if (platform === "darwin") {
      // Without the last option macOS would turn the whole app into one without a Dock icon.
      panel.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    }
    this.popover = new Popover(panel, {
      workAreaAt: (point) => screen.getDisplayNearestPoint(point).workArea,
      pointer: () => screen.getCursorScreenPoint(),
    });
    this.#expect(panel.loadURL(`${origin}/popover.html`));
    this.#dashboard = new Dashboard({
      create: () => new BrowserWindow({ ...dashboardOptions(platform), webPreferences }),
      origin,
      onPresence: (present) => setPresence(app, platform, present),
    });
  }

  openDashboard(view?: DashboardView): void {
    this.popover.hide();
    this.#expect(this.#dashboard.open(view));
  }

  hide(sender: WebContents): void {
    if (this.popover.isWindowOf(sender)) this.popover.hide();
    else BrowserWindow.fromWebContents(sender)?.close();
  }

  /** Asynchronous since Electron 45; older versions have done it when they return. */
  async copyText(text: string): Promise<void> {
    await clipboard.writeText(text);
  }

  resize(sender: WebContents, height: number): void {
    if (this.popover.isWindowOf(sender)) this.popover.resize(height);
  }

  /** Hands a message to every page of ours. */
  broadcast(channel: string, message: unknown): void {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, message);
  }

  /** Takes all windows away without asking their pages. Afterwards Chromium needs none of its child processes any more. */
  destroy(): void {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  }

  #expect(loading: Promise<void>): void {
    loading.catch((error: unknown) => this.#logger.error({ error }, "a window did not load"));
  }
}
