import { text } from "node:stream/consumers";
import { addAbortSignal } from "node:stream";
import { exitCodes } from "./exit-codes";
import type { Terminal } from "./terminal";

/**
 * One Ctrl-C may arrive several times within this time: from the terminal, once more through npm and the start script, and again
 * from `when-exit` (a part of conf), which raises every signal anew after its own work.
 */
const sameInterruptMilliseconds = 500;

/** The terminal of this process. A second Ctrl-C ends it at once, whatever it still wants to finish. */
export function processTerminal(): Terminal {
  const listeners = { SIGINT: new Set<() => void>(), SIGTERM: new Set<() => void>() };
  const raise = (signal: keyof typeof listeners) => {
    for (const listener of listeners[signal]) listener();
  };
  let interruptedAt: number | null = null;
  process.on("SIGINT", () => {
    const now = performance.now();
    if (interruptedAt === null) raise("SIGINT");
    else if (now - interruptedAt > sameInterruptMilliseconds) process.exit(exitCodes.interrupted);
    interruptedAt ??= now;
  });
  // `tresor run … | head -1`: nobody reads on, so there is nothing to go on for.
  process.stdout.on("error", () => raise("SIGINT"));
  process.stderr.on("error", () => undefined);

  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    output: process.stdout,
    errors: process.stderr,
    inputIsTerminal: process.stdin.isTTY,
    readInput: async (signal) => await text(addAbortSignal(signal, process.stdin)),
    onSignal: (signal, listener) => {
      listeners[signal].add(listener);
      if (signal === "SIGTERM" && listeners.SIGTERM.size === 1) process.on("SIGTERM", () => raise("SIGTERM"));
      return () => void listeners[signal].delete(listener);
    },
  };
}
