import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DataDirectory } from "../core/kernel/data-directory";
import type { Logger } from "../core/kernel/logger";
import type { KeyStore } from "../core/kernel/key-store";
import type { ServeFlags } from "../core/settings/serve-flags";
import type { SettingsStore } from "../core/settings/settings-store";
import type { TresorOptions } from "../core/tresor-port";

export interface InstalledFiles {
  /** The Electron binary, which runs the child processes as Node. */
  readonly executable: string;
  /** The folder of the built main programs: worker.js, inspector.js and fetcher.js lie beside this one. */
  readonly programs: string;
  /** The app's root: package.json, out, resources. */
  readonly app: string;
}

/** Child processes and native code read no archive: electron-builder puts their files beside it. */
const unpacked = (path: string): string => path.replace(/\bapp\.asar(?=[\\/]|$)/, "app.asar.unpacked");

/** What the core is started with in the app. Flags of this start win over the settings. */
export function coreOptions(
  files: InstalledFiles,
  flags: ServeFlags,
  stores: {
    readonly dataDirectory: DataDirectory;
    readonly settings: SettingsStore;
    readonly logger: Logger;
    readonly keyStore: KeyStore;
    readonly trash: (path: string) => Promise<void>;
  },
): TresorOptions {
  const windowDirectory = join(files.app, "out", "renderer");
  return {
    ...stores,
    modelsDirectories: flags.modelsDirectories,
    demoDirectory: unpacked(join(files.app, "resources", "models")),
    windowDirectory: existsSync(windowDirectory) ? windowDirectory : null,
    processes: {
      nodePath: files.executable,
      // Node's warnings would stand among the last words of a worker that died, which the window shows.
      environment: { ELECTRON_RUN_AS_NODE: "1", NODE_NO_WARNINGS: "1" },
      workerScript: unpacked(join(files.programs, "worker.js")),
      inspectorScript: unpacked(join(files.programs, "inspector.js")),
      fetcherScript: unpacked(join(files.programs, "fetcher.js")),
    },
    port: flags.port,
    seal: flags.seal,
    demo: flags.demo,
    prefixCache: flags.prefixCache,
    threads: flags.threads,
    context: flags.context,
    slots: flags.slots,
    memoryLimitBytes: flags.memoryLimitBytes,
  };
}
