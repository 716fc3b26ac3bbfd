import { spawn } from "node:child_process";
import { TresorError } from "../../../shared/errors";
import type { LeakOutcome } from "../sovereignty/leak/leak-outcome";
import type { ProcessFiles } from "../tresor-port";
import { childEnvironment } from "./child-environment";
import type { Wall } from "./seal/walls";

const longestMilliseconds = 20_000;

/**
 * Starts a worker's program behind a wall, not to load a model but to try all roads out with this canary.
 * @throws TresorError `worker_died` when it reports nothing
 */
export async function tryRoadsBehind(
  wall: Wall,
  processes: ProcessFiles,
  canary: string,
): Promise<readonly LeakOutcome[]> {
  const { nodePath, workerScript, environment } = processes;
  const [program = nodePath, ...args] = wall.wrap([nodePath, workerScript, "--leak-test", canary]);
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: childEnvironment(process.env, environment),
    timeout: longestMilliseconds,
    killSignal: "SIGKILL",
  });
  let said = "";
  let complained = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
  await new Promise<void>((resolve, reject) => child.once("close", () => resolve()).once("error", reject));
  try {
    return JSON.parse(said) as readonly LeakOutcome[];
  } catch {
    throw new TresorError("worker_died", `The leak test in a worker ended without a report. ${complained.trim()}`);
  }
}
