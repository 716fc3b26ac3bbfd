import { resolve } from "node:path";

/** Chromium's and Node's own switches, which test drivers, launchers and a second start put among ours. */
const chromiumSwitch =
  /^--(no-sandbox|inspect(-brk)?|remote-debugging-(port|pipe)|enable-logging|ozone-platform(-hint)?|disable-gpu|allow-file-access-from-files|user-data-dir|original-process-start-time)(=|$)|^-psn_/;

/**
 * Our own flags out of `process.argv`: what follows the app's path in development (`electron . --port 0`) or `--`, everything in a
 * packaged app.
 */
export function launchArguments(argv: readonly string[], appPath: string): string[] {
  const app = argv.findIndex(
    (argument, index) => index > 0 && !argument.startsWith("-") && resolve(argument) === appPath,
  );
  return argv.slice(Math.max(app, 0) + 1).filter((argument) => argument !== "--" && !chromiumSwitch.test(argument));
}
