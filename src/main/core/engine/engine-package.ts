import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({ version: z.string() });

/** The prebuilt engine for each platform that Tresor supports, as node-llama-cpp names its packages. */
const binaryPackages: Readonly<Record<string, string>> = {
  "darwin-arm64": "@node-llama-cpp/mac-arm64-metal",
  "linux-x64": "@node-llama-cpp/linux-x64",
};

export interface EnginePackage {
  readonly version: string | null;
  /** The package with the native code for this platform; null where there is none. */
  readonly binary: string | null;
  readonly complete: boolean;
}

/**
 * What is installed of the engine. The engine itself is imported by workers only, and its package does not export its manifest, so
 * the module folders are looked through by hand. npm leaves the binary out when it installs for another platform.
 */
export function findEnginePackage(platform: NodeJS.Platform, architecture: string): EnginePackage {
  const folders = createRequire(import.meta.url).resolve.paths("node-llama-cpp") ?? [];
  const folder = folders.find((candidate) => existsSync(join(candidate, "node-llama-cpp", "package.json")));
  const binary = binaryPackages[`${platform}-${architecture}`] ?? null;
  if (folder === undefined) return { version: null, binary, complete: false };
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "node-llama-cpp", "package.json"), "utf8"));
  return {
    version: manifestSchema.parse(manifest).version,
    binary,
    complete: binary !== null && existsSync(join(folder, binary, "package.json")),
  };
}
