import { app, dialog, protocol } from "electron";
import { join } from "node:path";
import { createDataDirectory, dataDirectoryAt, defaultDataDirectoryPath } from "../core/kernel/data-directory";
import { createLogger } from "../core/kernel/logger";
import { parseServeFlags } from "../core/settings/serve-flags";
import { closeChromiumSwitches } from "./chromium-switches";
import { launchArguments } from "./launch-arguments";
import { lockEverything } from "./session-lockdown";
import { startApp } from "./start-app";
import { reportStartFailure } from "./start-failure";
import { claimWindowOrigin } from "./window-origin";

// Nothing may be awaited at the top level here: Electron gets ready only after this module has been evaluated.
try {
  begin();
} catch (error) {
  fail(error);
}

/** What must happen before Electron is ready; then the app starts. */
function begin(): void {
  const flags = parseServeFlags(launchArguments(process.argv, app.getAppPath()), process.env, process.cwd());
  const dataDirectory = dataDirectoryAt(flags.dataDirectoryPath ?? defaultDataDirectoryPath());
  createDataDirectory(dataDirectory);
  const file = app.isPackaged ? join(dataDirectory.logsDirectory, "tresor.log") : undefined;
  const logger = createLogger({ level: flags.logLevel, file });

  // Chromium's own files, and with them the lock against a second start, belong to the data directory that is served.
  app.setPath("userData", join(dataDirectory.cacheDirectory, "window"));
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write("tresor: is running already; its window opens.\n");
    return app.exit(0);
  }
  if (flags.language !== undefined) app.commandLine.appendSwitch("lang", flags.language);
  closeChromiumSwitches(app.commandLine);
  // Whoever passes --no-sandbox has no kernel support for it, such as root in a container; enforcing it would end the app.
  if (!app.isReady() && !app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  const origin = claimWindowOrigin(app, protocol);
  lockEverything(app, origin, logger);
  app
    .whenReady()
    .then(() => startApp({ flags, dataDirectory, origin, programs: import.meta.dirname, logger }))
    .catch(fail);
}

function fail(error: unknown): void {
  const unattended = process.env["TRESOR_TEST"] !== undefined;
  reportStartFailure(error, {
    write: (line) => process.stderr.write(line),
    showDialog: unattended ? null : (title, message) => dialog.showErrorBox(title, message),
  });
  app.exit(1);
}
