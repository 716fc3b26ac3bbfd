import type { Settings } from "../../../shared/shapes/settings";

/** Settings that survive a restart: electron-store in the app, its engine `conf` headless, both writing `settings.json`. */
export interface SettingsStore {
  read(): Settings;
  /** Validates, writes atomically, and returns the whole. @throws TresorError `invalid_request` */
  update(change: Partial<Settings>): Settings;
}
