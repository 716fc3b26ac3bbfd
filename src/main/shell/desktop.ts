import { app, dialog, ipcMain, Menu, nativeImage, Tray } from "electron";
import { join } from "node:path";
import { channels } from "../../shared/contract/channels";
import type { Logger } from "../core/kernel/logger";
import type { Tresor } from "../core/tresor-port";
import { applicationMenu } from "./application-menu";
import { serveWindows } from "./ipc/validated-ipc";
import { followInMenuBar } from "./menu-bar";
import { setPresence } from "./presence";
import { TrayIcon } from "./tray";
import { performTrayAction } from "./tray-actions";
import type { TrayAction, TrayView } from "./tray-view";
import type { WindowOrigin } from "./window-origin";
import { Windows } from "./windows";

export interface DesktopOptions {
  readonly tresor: Tresor;
  readonly origin: WindowOrigin;
  readonly preloadFile: string;
  /** `resources/tray`. */
  readonly iconDirectory: string;
  readonly logger: Logger;
}

/** In this process only, `app.emit` of this name stands for a click on the icon: an end-to-end test has no menu bar to click at. */
const togglePopoverEvent = "tresor:toggle-popover";

/** Everything that a person sees of the app, around a running core. Returns how to take it away. */
export async function showDesktop(options: DesktopOptions): Promise<() => void> {
  const { tresor, origin, iconDirectory, logger } = options;
  const { platform } = process;
  setPresence(app, platform, false);
  const menu = applicationMenu(platform);
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu));

  const windows = new Windows({ ...options, platform });
  serveWindows({ ipcMain, origin, handlers: tresor.handlers, window: windows, logger });
  const stopEvents = tresor.subscribe((event) => windows.broadcast(channels.event, event));

  let icon: TrayIcon | undefined;
  const openPopover = () => windows.popover.show(icon?.bounds() ?? nowhere);
  const act = (action: TrayAction) =>
    void performTrayAction(action, {
      handlers: tresor.handlers,
      openPopover,
      openDashboard: () => windows.openDashboard(),
      copyEndpoint: () => void windows.copyText(tresor.url),
      quit: () => app.quit(),
      tell: ({ code, message }) => void dialog.showMessageBox({ type: "error", message, detail: code }),
    });
  const createIcon = (view: TrayView) =>
    (icon = new TrayIcon(
      {
        createTray: (image) => new Tray(image),
        buildMenu: (template) => Menu.buildFromTemplate(template),
        image: (name) => nativeImage.createFromPath(join(iconDirectory, `${name}Template.png`)),
        platform,
        onClick: (bounds) => windows.popover.toggle(bounds),
        onAction: act,
      },
      view,
    ));
  const stopIcon = await followInMenuBar(tresor, app.getLocale(), createIcon);

  // The second ways in: the system can hide the icon, and does not say so.
  app.on("activate", () => windows.openDashboard());
  app.on("second-instance", () => windows.openDashboard());
  (app as NodeJS.EventEmitter).on(togglePopoverEvent, () => windows.popover.toggle(icon?.bounds() ?? nowhere));
  // A first start has nothing to show in the menu bar yet.
  const { welcomed } = await tresor.handlers.settings({}, { client: "window", signal: new AbortController().signal });
  if (!welcomed) windows.openDashboard();
  return () => {
    stopEvents();
    stopIcon();
    windows.destroy();
  };
}

const nowhere = { x: 0, y: 0, width: 0, height: 0 };
