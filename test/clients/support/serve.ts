import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ServedTresor } from "../../support/served-tresor";
import type { NewKey } from "../../../src/shared/shapes/client";
import type { Connection } from "./client-driver";
import { command } from "./control-api";
import { keyName, longestContext, writeModels } from "./models";

declare module "vitest" {
  interface ProvidedContext {
    connection: Connection;
    adminToken: string;
  }
}

/** One Tresor for all clients, as `tresor serve` starts it. It answers nobody without a key. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "tresor-clients-"));
  const modelsDirectory = join(folder, "models");
  mkdirSync(modelsDirectory);
  writeModels(modelsDirectory);
  const size = ["--context", String(longestContext), "--slots", "2"];
  const flags = ["--models-dir", modelsDirectory, "--no-demo", "--seal", "off", ...size];
  const tresor = await ServedTresor.start(join(folder, "data"), flags);
  const { url } = tresor.ready;
  await command(url, tresor.adminToken, "updateSettings", { localWithoutKey: false });
  const { key } = (await command(url, tresor.adminToken, "createKey", { name: keyName })) as NewKey;
  project.provide("connection", { url, key });
  project.provide("adminToken", tresor.adminToken);
  return async () => {
    await tresor.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
}
