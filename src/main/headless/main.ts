#!/usr/bin/env node
import { connect } from "./connection";
import { installationAt } from "./installation";
import { processTerminal } from "./process-terminal";
import { run } from "./run";
import { runTool } from "./tool-process";

// What only some commands need is imported when they do: `tresor status` answers in the time that Node takes to start.
const exitCode = await run(process.argv.slice(2), processTerminal(), {
  installation: installationAt(import.meta.dirname),
  connect,
  startTresor: async (options) => (await import("../core/compose")).startTresor(options),
  openLibrary: async (session) => (await import("./offline-core")).openLibrary(session),
  openPlanning: async (session) => (await import("./offline-core")).openPlanning(session),
  openPrefixCache: async (session) => (await import("./offline-core")).openPrefixCache(session),
  diagnose: async (session, wish) => (await import("./offline-core")).diagnose(session, wish),
  runTool,
});

// Everything that was opened is closed by now; a pipe still wants its last bytes, and nothing else may keep the process alive.
process.stdout.write("", () => process.exit(exitCode));
