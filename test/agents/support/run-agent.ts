import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { runTresor } from "../../support/served-tresor";
import type { Agent } from "./agents";

const programs = join(import.meta.dirname, "..", "node_modules", ".bin");
const longestRunMilliseconds = 140_000;

export interface AgentRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Printed {
  readonly program: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

interface Surroundings {
  readonly dataDirectory: string;
  readonly folder: string;
  readonly taskFolder: string;
  /** Where Tresor is, and where the agent is to find it instead. */
  readonly url: string;
  readonly proxyUrl: string;
}

export function isInstalled(): boolean {
  return existsSync(programs);
}

/** Does what `tresor launch --print` says, in a home that is thrown away. */
export async function runAgent(agent: Agent, around: Surroundings): Promise<AgentRun> {
  const { tool } = agent;
  const printed = await runTresor(
    "launch",
    tool,
    "--model",
    tool,
    "--print",
    "--json",
    "--data-dir",
    around.dataDirectory,
  );
  if (printed.exitCode !== 0) throw new Error(`launch: ${printed.stdout}${printed.stderr}`);
  const launch = JSON.parse(printed.stdout.replaceAll(around.url, around.proxyUrl)) as Printed;
  for (const [name, content] of Object.entries(launch.files)) {
    const path = join(launch.directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const home = join(around.folder, `home-${tool}`);
  mkdirSync(home, { recursive: true });
  const child = spawn(join(programs, launch.program), [...launch.arguments, ...agent.arguments], {
    cwd: around.taskFolder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: home, TERM: "dumb", ...launch.environment },
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), longestRunMilliseconds);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  clearTimeout(timer);
  return { exitCode: child.exitCode, stdout, stderr };
}
