import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ProcessFiles } from "../core/tresor-port";

/** The files that belong to the program, wherever it is installed. */
export interface Installation {
  readonly processes: ProcessFiles;
  /** The built renderer; null when it was not built. */
  readonly windowDirectory: string | null;
  /** The demo model; null when it is not shipped. */
  readonly demoDirectory: string | null;
}

/** @param scriptDirectory where the built `cli.js` lies: `out/main` of the package */
export function installationAt(scriptDirectory: string): Installation {
  const packageRoot = join(scriptDirectory, "..", "..");
  return {
    processes: {
      nodePath: process.execPath,
      environment: {},
      workerScript: join(scriptDirectory, "worker.js"),
      inspectorScript: join(scriptDirectory, "inspector.js"),
      fetcherScript: join(scriptDirectory, "fetcher.js"),
    },
    windowDirectory: ifPresent(join(packageRoot, "out", "renderer")),
    demoDirectory: ifPresent(join(packageRoot, "resources", "models")),
  };
}

function ifPresent(path: string): string | null {
  return existsSync(path) ? path : null;
}
