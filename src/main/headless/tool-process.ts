import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";

export interface ToolCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  /** On top of this process's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Runs a program in this terminal until it ends. Ctrl-C is the program's own: the terminal sends it to both, and only the program
 * knows what it means.
 * @returns its exit code, 128 and the signal's number when a signal ended it; null when there is no such program
 */
export async function runTool(command: ToolCommand): Promise<number | null> {
  const { program, arguments: values, environment } = command;
  const child = spawn(program, values, { stdio: "inherit", env: { ...process.env, ...environment } });
  const interruptListeners = process.listeners("SIGINT");
  process.removeAllListeners("SIGINT");
  const ignore = () => undefined;
  const passOn = () => void child.kill("SIGTERM");
  process.on("SIGINT", ignore).on("SIGTERM", passOn);
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  } finally {
    process.off("SIGINT", ignore).off("SIGTERM", passOn);
    for (const listener of interruptListeners) process.on("SIGINT", listener);
  }
}
