import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ProcessFiles } from "../../src/main/core/tresor-port";

const built = join(import.meta.dirname, "..", "..", "out", "main");

/** The built child processes under this Node. `npm test` builds first; so does `npm run build`. */
export function builtFiles(): ProcessFiles {
  return {
    nodePath: process.execPath,
    environment: {},
    workerScript: builtFile("worker.js"),
    inspectorScript: builtFile("inspector.js"),
    fetcherScript: builtFile("fetcher.js"),
  };
}

function builtFile(name: string): string {
  const path = join(built, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build" first.`);
  return path;
}
