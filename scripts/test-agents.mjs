// `npm run test:agents`: published coding agents against a running Tresor. They are installed when they are not there in these
// versions; where that is impossible, nothing is tested and a line says so.
//   npm run test:agents -- [arguments of vitest]
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWhenStale } from "./start/build.mjs";

const root = join(import.meta.dirname, "..");
const folder = join(root, "test", "agents");

if (!installWhenStale()) {
  console.log("Coding agents: skipped, their packages cannot be installed here.");
  process.exit(0);
}
buildWhenStale(root);
const vitest = join(root, "node_modules", ".bin", "vitest");
const values = ["run", "--config", join(folder, "vitest.config.ts"), ...process.argv.slice(2)];
process.exit(spawnSync(vitest, values, { cwd: root, stdio: "inherit" }).status ?? 1);

/** The lock file that was installed is kept beside what it led to. */
function installWhenStale() {
  const wanted = readFileSync(join(folder, "package-lock.json"), "utf8");
  const marker = join(folder, "node_modules", ".installed-lock.json");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return true;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) {
    // A registry that answers means that the lock file is wrong, which is no reason to skip.
    if (spawnSync("npm", ["ping"], { cwd: folder, stdio: "ignore" }).status === 0) process.exit(1);
    return false;
  }
  writeFileSync(marker, wanted);
  return true;
}
