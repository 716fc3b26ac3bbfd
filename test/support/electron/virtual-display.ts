import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface Display {
  /** What a program needs in its environment to draw there; empty for the machine's own desktop. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const ownDesktop: Display = { environment: {}, close: async () => undefined };

/** A display of our own under Xvfb on Linux, the desktop itself on macOS; null where Xvfb is not installed. */
export async function openDisplay(): Promise<Display | null> {
  if (process.platform !== "linux") return ownDesktop;
  // Xvfb picks a free number itself and writes it to the descriptor.
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = once(server, "close").catch(() => undefined);
  const numbers = server.stdio[3] as Readable;
  const number = await Promise.race([
    once(numbers, "data").then(([chunk]) => String(chunk).trim()),
    once(server, "error").then(() => null),
    ended.then(() => null),
  ]);
  if (number === null) return null;
  return {
    environment: { DISPLAY: `:${number}` },
    close: async () => {
      server.kill("SIGTERM");
      await ended;
    },
  };
}
