import type { SettingsStore } from "../../src/main/core/settings/settings-store";
import { settingsSchema, type Settings } from "../../src/shared/shapes/settings";

/** Settings that last as long as the test. */
export function settingsInMemory(initial: Partial<Settings> = {}): SettingsStore {
  let settings = settingsSchema.parse(initial);
  return {
    read: () => settings,
    update: (change) => (settings = settingsSchema.parse({ ...settings, ...change })),
  };
}
