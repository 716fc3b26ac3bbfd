import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ServedTresor } from "../../support/served-tresor";
import { contextTokens, writeModels } from "./models";
import { writeTask } from "./task";

declare module "vitest" {
  interface ProvidedContext {
    /** Thrown away afterwards. */
    folder: string;
    taskFolder: string;
    dataDirectory: string;
    url: string;
  }
}

/** One Tresor for all agents, as `tresor serve` starts it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "tresor-agents-"));
  const modelsDirectory = join(folder, "models");
  const taskFolder = join(folder, "task");
  const dataDirectory = join(folder, "data");
  mkdirSync(modelsDirectory);
  writeTask(taskFolder);
  writeModels(modelsDirectory, taskFolder);
  const size = ["--context", String(contextTokens), "--slots", "2"];
  const flags = ["--models-dir", modelsDirectory, "--no-demo", "--seal", "off", ...size];
  const tresor = await ServedTresor.start(dataDirectory, flags);
  project.provide("folder", folder);
  project.provide("taskFolder", taskFolder);
  project.provide("dataDirectory", dataDirectory);
  project.provide("url", tresor.ready.url);
  return async () => {
    await tresor.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
}
