import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const electronPackage = join(import.meta.dirname, "..", "..", "..", "node_modules", "electron");

/**
 * The Electron binary of this machine, or null: the distribution of ELECTRON_OVERRIDE_DIST_PATH, else what the installed package has
 * downloaded. It downloads nothing itself.
 */
export function findElectron(environment = process.env): string | null {
  const override = environment["ELECTRON_OVERRIDE_DIST_PATH"];
  const pathFile = join(electronPackage, "path.txt");
  const named = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : usualName();
  const binary = join(override ?? join(electronPackage, "dist"), named);
  return existsSync(binary) ? binary : null;
}

const usualName = () => (process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron");
