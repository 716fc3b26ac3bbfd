import { isDeepStrictEqual } from "node:util";
import type { Menu, MenuItemConstructorOptions, NativeImage, Rectangle, Tray } from "electron";
import type { TrayAction, TrayMenuItem, TrayView } from "./tray-view";

export interface TrayIconOptions {
  readonly createTray: (image: NativeImage) => TrayItem;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  /** The image of an icon's name. */
  readonly image: (icon: string) => NativeImage;
  readonly platform: NodeJS.Platform;
  /** A left click; with the icon's place, whose width is 0 where the desktop does not tell. */
  readonly onClick: (bounds: Rectangle) => void;
  readonly onAction: (action: TrayAction) => void;
}

/** As much of Electron's Tray as the icon uses. */
export type TrayItem = Pick<
  Tray,
  | "on"
  | "setImage"
  | "setToolTip"
  | "setContextMenu"
  | "popUpContextMenu"
  | "setIgnoreDoubleClickEvents"
  | "getBounds"
  | "destroy"
>;

/** The icon in the menu bar. It touches the system only for what has changed. */
export class TrayIcon {
  readonly #options: TrayIconOptions;
  readonly #tray: TrayItem;
  #shown: TrayView;

  constructor(options: TrayIconOptions, view: TrayView) {
    this.#options = options;
    this.#shown = view;
    this.#tray = options.createTray(options.image(view.icon));
    this.#tray.setIgnoreDoubleClickEvents(true);
    this.#tray.setToolTip(view.tooltip);
    // Some Electron versions and desktops give a click no bounds, whatever the types say.
    this.#tray.on("click", (_event, bounds: Rectangle | undefined) => options.onClick(bounds ?? this.bounds()));
    this.#tray.on("right-click", () => {
      if (this.#showsMenuItself()) this.#tray.popUpContextMenu(this.#menuOf(this.#shown));
    });
    if (!this.#showsMenuItself()) this.#tray.setContextMenu(this.#menuOf(view));
  }

  show(view: TrayView): void {
    const before = this.#shown;
    this.#shown = view;
    if (view.icon !== before.icon) this.#tray.setImage(this.#options.image(view.icon));
    if (view.tooltip !== before.tooltip) this.#tray.setToolTip(view.tooltip);
    if (!this.#showsMenuItself() && !isDeepStrictEqual(view.menu, before.menu))
      this.#tray.setContextMenu(this.#menuOf(view));
  }

  bounds(): Rectangle {
    return this.#tray.getBounds();
  }

  dispose(): void {
    this.#tray.destroy();
  }

  /** On macOS a set menu would take the left click too; on Linux desktops a set menu is the only one that they show. */
  #showsMenuItself(): boolean {
    return this.#options.platform === "darwin";
  }

  #menuOf(view: TrayView): Menu {
    return this.#options.buildMenu(view.menu.map((item) => this.#electronItem(item)));
  }

  #electronItem(item: TrayMenuItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case "separator":
        return { type: "separator" };
      case "text":
        return { label: item.label, enabled: false };
      case "submenu":
        return { label: item.label, submenu: item.items.map((inner) => this.#electronItem(inner)) };
      case "action":
        return {
          label: item.label,
          ...(item.checked === null ? {} : { type: "checkbox", checked: item.checked }),
          click: () => this.#options.onAction(item.action),
        };
    }
  }
}
