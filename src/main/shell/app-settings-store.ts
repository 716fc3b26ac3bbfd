import ElectronStore from "electron-store";
import type { Settings } from "../../shared/shapes/settings";
import type { DataDirectory } from "../core/kernel/data-directory";
import type { Logger } from "../core/kernel/logger";
import type { SettingsStore } from "../core/settings/settings-store";
import { ValidatedSettingsStore } from "../core/settings/validated-settings-store";

/** `settings.json` of the data directory through electron-store, which replaces the file atomically. */
export function openAppSettings(directory: DataDirectory, logger: Logger): SettingsStore {
  const open = () =>
    new ElectronStore<Partial<Settings>>({ cwd: directory.path, name: "settings", configFileMode: 0o600 });
  return new ValidatedSettingsStore(directory.settingsFile, open, logger);
}
