import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ServedTresor } from "../../support/served-tresor";
import type { Connection } from "./client-driver";
import { contextLength, writeModels } from "./models";

declare module "vitest" {
  interface ProvidedContext {
    connection: Connection;
    adminToken: string;
  }
}

/** One Tresor for all clients, as `tresor serve` starts it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "tresor-clients-"));
  const modelsDirectory = join(folder, "models");
  mkdirSync(modelsDirectory);
  writeModels(modelsDirectory);
  const size = ["--context", String(contextLength), "--slots", "2"];
  const flags = ["--models-dir", modelsDirectory, "--no-demo", "--seal", "off", ...size];
  const tresor = await ServedTresor.start(join(folder, "data"), flags);
  project.provide("connection", { url: tresor.ready.url, key: "none" });
  project.provide("adminToken", tresor.adminToken);
  return async () => {
    await tresor.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
}
