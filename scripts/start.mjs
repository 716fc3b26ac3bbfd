// `npm start`: builds when the source is newer than the build, then opens the app where Electron and a desktop are to be had, and
// serves without a window elsewhere.
//   npm start -- [--headless] [flags of `tresor serve`]
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhenStale } from "./start/build.mjs";
import { findElectron, hasDesktop, installElectron } from "./start/electron.mjs";

const root = join(import.meta.dirname, "..");
const flags = process.argv.slice(2).filter((argument) => argument !== "--headless");
const wantsWindows = !process.argv.includes("--headless") && hasDesktop(process.platform, process.env);

buildWhenStale(root);
const electron = wantsWindows ? (findElectron(root) ?? installElectron(root)) : null;
if (electron === null) await serve();
else openApp(electron);

/** In this very process: signals, the exit code and an untimely death are then those of the server. */
async function serve() {
  const commandLine = join(root, "out", "main", "cli.js");
  process.argv = [process.execPath, commandLine, "serve", ...flags];
  await import(pathToFileURL(commandLine).href);
}

function openApp(electron) {
  const environment = { ...process.env };
  // Set by editors that are Electron apps themselves; it would make ours a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE;
  // Chromium refuses its own sandbox to root on Linux.
  const switches = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(electron, [...switches, root, ...flags], { stdio: "inherit", env: environment });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`Electron did not start (${error.message}). Start without windows: npm start -- --headless`);
    process.exit(1);
  });
  child.on("exit", (code) => process.exit(code ?? 1));
}
