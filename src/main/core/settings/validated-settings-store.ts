import { existsSync, renameSync } from "node:fs";
import { TresorError } from "../../../shared/errors";
import { settingsSchema, type Settings } from "../../../shared/shapes/settings";
import type { Logger } from "../kernel/logger";
import type { SettingsStore } from "./settings-store";

/** What `conf` and electron-store have in common: the whole content as one property that reads from and writes to the file. */
export interface SettingsFile {
  store: Partial<Settings>;
}

/** Settings over a file that a person may have edited: checked at every reading, and replaced whole. */
export class ValidatedSettingsStore implements SettingsStore {
  readonly #file: SettingsFile;

  /** `open` is called again when the file at `path` is damaged: it is kept aside then, and the defaults serve. */
  constructor(path: string, open: () => SettingsFile, logger: Logger) {
    this.#file = openOrSetAside(path, open, logger);
  }

  read(): Settings {
    return settingsSchema.parse(this.#file.store);
  }

  update(change: Partial<Settings>): Settings {
    const next = settingsSchema.safeParse({ ...this.read(), ...change });
    if (!next.success) {
      const [issue] = next.error.issues;
      const field = issue?.path.join(".") ?? "";
      throw new TresorError("invalid_request", `settings: ${field}: ${issue?.message ?? "invalid"}`, { field });
    }
    this.#file.store = next.data;
    return next.data;
  }
}

function openOrSetAside(path: string, open: () => SettingsFile, logger: Logger): SettingsFile {
  try {
    const file = open();
    settingsSchema.parse(file.store);
    return file;
  } catch (error) {
    if (!existsSync(path)) throw error;
    const aside = `${path}.damaged-${Date.now()}`;
    renameSync(path, aside);
    logger.warn({ aside, reason: String(error) }, "the settings were damaged: kept aside, and the defaults are used");
    return open();
  }
}
