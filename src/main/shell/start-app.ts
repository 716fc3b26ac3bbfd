import { app, protocol, safeStorage, session, shell } from "electron";
import { join } from "node:path";
import { startTresor } from "../core/compose";
import { systemClock } from "../core/kernel/clock";
import type { DataDirectory } from "../core/kernel/data-directory";
import type { Logger } from "../core/kernel/logger";
import type { ServeFlags } from "../core/settings/serve-flags";
import { openAppSettings } from "./app-settings-store";
import { coreOptions } from "./core-options";
import { showDesktop } from "./desktop";
import { systemKeyStore } from "./system-key-store";
import { endInOrder } from "./orderly-end";
import { lockSession } from "./session-lockdown";
import { serveWindowFiles } from "./window-files";
import type { WindowOrigin } from "./window-origin";

export interface AppStart {
  readonly flags: ServeFlags;
  readonly dataDirectory: DataDirectory;
  readonly origin: WindowOrigin;
  /** The folder of the built main programs. */
  readonly programs: string;
  readonly logger: Logger;
}

/** Starts the core, then the desktop around it. Electron must be ready. @throws TresorError `already_running`, `port_taken` */
export async function startApp({ flags, dataDirectory, origin, programs, logger }: AppStart): Promise<void> {
  const root = app.getAppPath();
  app.configureHostResolver({ secureDnsMode: "off", enableBuiltInResolver: false });
  await lockSession(session.defaultSession, origin, logger);
  serveWindowFiles(protocol, origin, join(root, "out", "renderer"));

  const settings = openAppSettings(dataDirectory, logger);
  const keyStore = systemKeyStore(safeStorage, process.platform);
  const files = { executable: process.execPath, programs, app: root };
  const trash = (path: string) => shell.trashItem(path);
  const tresor = await startTresor(coreOptions(files, flags, { dataDirectory, settings, logger, keyStore, trash }));

  let hideDesktop: () => void = () => undefined;
  endInOrder({
    app,
    dispose: async () => {
      hideDesktop();
      await tresor.dispose();
    },
    onSignal: (signal, act) => void process.on(signal, act),
    logger,
    clock: systemClock,
  });
  hideDesktop = await showDesktop({
    tresor,
    origin,
    preloadFile: join(root, "out", "preload", "index.cjs"),
    iconDirectory: join(root, "resources", "tray"),
    logger,
  });
}
