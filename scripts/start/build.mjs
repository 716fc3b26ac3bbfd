import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Builds with electron-vite unless every program in `out` is newer than all of the source. Ends the process when it fails. */
export function buildWhenStale(root) {
  const programs = ["out/main/cli.js", "out/main/worker.js", "out/renderer/index.html"];
  const sources = ["src", "package.json", "electron.vite.config.ts"];
  const builtAt = Math.min(...programs.map((path) => changedAt(join(root, path)) ?? 0));
  const writtenAt = Math.max(...sources.map((path) => newestIn(join(root, path))));
  if (builtAt >= writtenAt) return;

  const builder = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  if (!existsSync(builder)) stop("The packages are missing. Run npm ci first.");
  console.error("Building Tresor …");
  const build = spawnSync(process.execPath, [builder, "build"], { cwd: root, encoding: "utf8" });
  if (build.status === 0) return;
  console.error(build.stdout, build.stderr);
  stop("The build failed; its reason is above.");
}

/** When the newest file of a folder, or the file itself, was changed; 0 when there is none. */
function newestIn(path) {
  const own = changedAt(path) ?? 0;
  if (own === 0 || !statSync(path).isDirectory()) return own;
  const inside = readdirSync(path, { recursive: true, encoding: "utf8" });
  return Math.max(own, ...inside.map((name) => changedAt(join(path, name)) ?? 0));
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
