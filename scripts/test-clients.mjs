// `npm run test:clients`: published clients against a running Tresor. They are installed when they are not there in these versions.
//   npm run test:clients -- [--update-docs] [arguments of vitest]
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWhenStale } from "./start/build.mjs";

const root = join(import.meta.dirname, "..");
const folder = join(root, "test", "clients");
const updateFlag = "--update-docs";
const given = process.argv.slice(2);

installWhenStale();
buildWhenStale(root);
run("tsc", ["-p", folder]);
run("eslint", ["--max-warnings", "0", folder]);
const environment = given.includes(updateFlag) ? { TRESOR_UPDATE_CLIENTS: "1" } : {};
const vitestArguments = given.filter((argument) => argument !== updateFlag);
run("vitest", ["run", "--config", join(folder, "vitest.config.ts"), ...vitestArguments], environment);

/** The lock file that was installed is kept beside what it led to. */
function installWhenStale() {
  const wanted = readFileSync(join(folder, "package-lock.json"), "utf8");
  const marker = join(folder, "node_modules", ".installed-lock.json");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  orEnd(spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" }));
  writeFileSync(marker, wanted);
}

function run(tool, toolArguments, added = {}) {
  const binary = join(root, "node_modules", ".bin", tool);
  orEnd(spawnSync(binary, toolArguments, { cwd: root, stdio: "inherit", env: { ...process.env, ...added } }));
}

function orEnd({ status, error }) {
  if (error !== undefined) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
