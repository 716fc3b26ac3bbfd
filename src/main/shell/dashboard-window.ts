import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";
import type { DashboardView } from "../../shared/contract/bridge";
import type { WindowOrigin } from "./window-origin";

export function dashboardOptions(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return {
    title: "Tresor",
    width: 1280,
    height: 800,
    minWidth: 1080,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    ...(platform === "darwin" ? { titleBarStyle: "hiddenInset" } : {}),
  };
}

export type DashboardBrowserWindow = Pick<
  BrowserWindow,
  "on" | "once" | "show" | "focus" | "restore" | "isMinimized" | "loadURL"
>;

export interface DashboardOptions {
  readonly create: () => DashboardBrowserWindow;
  readonly origin: WindowOrigin;
  /** True while the window is there: the app then has its place in the Dock and among the ⌘-Tab apps. */
  readonly onPresence: (present: boolean) => void;
}

/** The one big window; closing it leaves the program serving. */
export class Dashboard {
  readonly #options: DashboardOptions;
  #window: DashboardBrowserWindow | undefined;

  constructor(options: DashboardOptions) {
    this.#options = options;
  }

  /** Shows the window, at `view` when one is named, else where it was. */
  async open(view?: DashboardView): Promise<void> {
    const there = this.#window;
    const window = there ?? this.#create();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    // The same page with another hash is not loaded again: the page follows the hash.
    if (there === undefined || view !== undefined)
      await window.loadURL(`${this.#options.origin}/index.html#${view ?? "residency"}`);
  }

  #create(): DashboardBrowserWindow {
    const window = this.#options.create();
    this.#window = window;
    this.#options.onPresence(true);
    window.on("closed", () => {
      this.#window = undefined;
      this.#options.onPresence(false);
    });
    return window;
  }
}
