import type { BrowserWindow, BrowserWindowConstructorOptions, Point, Rectangle } from "electron";
import { anchorOf, popoverBounds } from "./popover-position";

export const popoverWidth = 380;
const leastHeight = 160;
const mostHeight = 640;

/** A click on the icon while the popover is open takes its focus first, which hides it; the same click must not open it again. */
const sameClickMilliseconds = 250;

export interface Screen {
  workAreaAt(point: Point): Rectangle;
  pointer(): Point;
}

export type PopoverWindow = Pick<
  BrowserWindow,
  "on" | "show" | "focus" | "hide" | "isVisible" | "setBounds" | "webContents"
>;

/** What the panel window is made with. It exists hidden from the start, so that it opens without a wait. */
export function popoverOptions(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return {
    width: popoverWidth,
    height: leastHeight,
    show: false,
    frame: false,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    ...(platform === "darwin"
      ? {
          // A panel takes the keys without making the app the active one, also above another app's full screen.
          type: "panel",
          vibrancy: "popover",
          visualEffectState: "active",
          transparent: true,
          hiddenInMissionControl: true,
        }
      : {}),
  };
}

/** The window at the icon: opens at a click, closes when it loses the focus, keeps serving either way. */
export class Popover {
  readonly #window: PopoverWindow;
  readonly #screen: Screen;
  readonly #now: () => number;
  #anchor: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  #height = leastHeight;
  #hiddenAt = Number.NEGATIVE_INFINITY;

  constructor(window: PopoverWindow, screen: Screen, now: () => number = () => performance.now()) {
    this.#window = window;
    this.#screen = screen;
    this.#now = now;
    window.on("blur", () => {
      // Developer tools of the popover take its focus, and are there to look at it.
      if (!window.webContents.isDevToolsFocused()) this.hide();
    });
  }

  toggle(icon: Rectangle): void {
    if (this.#window.isVisible()) return this.hide();
    if (this.#now() - this.#hiddenAt >= sameClickMilliseconds) this.show(icon);
  }

  show(icon: Rectangle): void {
    this.#anchor = anchorOf(icon, this.#screen.pointer());
    this.#place();
    this.#window.show();
    this.#window.focus();
  }

  hide(): void {
    if (!this.#window.isVisible()) return;
    this.#hiddenAt = this.#now();
    this.#window.hide();
  }

  /** The height that the content needs; it grows to the look's 640 and scrolls from there. */
  resize(height: number): void {
    this.#height = Math.max(leastHeight, Math.min(Math.ceil(height), mostHeight));
    this.#place();
  }

  isWindowOf(contents: unknown): boolean {
    return this.#window.webContents === contents;
  }

  #place(): void {
    const workArea = this.#screen.workAreaAt(this.#anchor);
    this.#window.setBounds(popoverBounds(this.#anchor, { width: popoverWidth, height: this.#height }, workArea));
  }
}
