import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const downloadMilliseconds = 60_000;

/** Whether windows can be shown: a macOS login session, or a display server. Over SSH there is none that the user looks at. */
export function hasDesktop(platform, environment) {
  if (platform === "darwin") return !environment.SSH_CONNECTION;
  return platform === "linux" && Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** Electron's program, found without starting its download as requiring the package would; null when it is absent or cannot run. */
export function findElectron(root) {
  const folder = join(root, "node_modules", "electron");
  const program = readIfThere(join(folder, "path.txt"))?.trim();
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = [
    ...(override ? [join(override, program ?? "electron")] : []),
    ...(program ? [join(folder, "dist", program)] : []),
  ];
  return candidates.find((path) => existsSync(path) && canRun(path)) ?? null;
}

/** Downloads Electron, which npm leaves to its first use; says so in one line when it cannot be had, and returns null. */
export function installElectron(root) {
  const installer = join(root, "node_modules", "electron", "install.js");
  console.error("Downloading Electron, which is needed once …");
  if (existsSync(installer)) {
    spawnSync(process.execPath, [installer], { cwd: root, stdio: "ignore", timeout: downloadMilliseconds });
  }
  const electron = findElectron(root);
  if (electron === null)
    console.error("Electron could not be downloaded or cannot run here. Tresor goes on without windows.");
  return electron;
}

/** A machine may have the program and lack the system libraries that it wants. */
function canRun(program) {
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return spawnSync(program, ["-e", ""], { stdio: "ignore", env: environment }).status === 0;
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
