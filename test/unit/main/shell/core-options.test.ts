import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataDirectoryAt } from "../../../../src/main/core/kernel/data-directory";
import { createLogger } from "../../../../src/main/core/kernel/logger";
import { parseServeFlags } from "../../../../src/main/core/settings/serve-flags";
import { coreOptions } from "../../../../src/main/shell/core-options";
import { settingsSchema } from "../../../../src/shared/shapes/settings";
import { temporaryFolder } from "../../../support/temporary-folder";

const settings = { read: () => settingsSchema.parse({}), update: () => settingsSchema.parse({}) };
const unchanged = async (bytes: Buffer) => bytes;
const keyStore = { isAvailable: async () => false, encrypt: unchanged, decrypt: unchanged };
const trash = async () => undefined;
const stores = {
  ...{ trash, dataDirectory: dataDirectoryAt("/data"), settings, keyStore },
  logger: createLogger({ level: "silent" }),
};
const flags = parseServeFlags(["--port", "0", "--no-demo", "--models-dir", "/m"], {}, "/");

describe("coreOptions", () => {
  it("runs the child processes under Electron's own binary, as Node", () => {
    const app = temporaryFolder();
    mkdirSync(join(app, "out", "renderer"), { recursive: true });
    const options = coreOptions({ executable: "/e/electron", programs: "/app/out/main", app }, flags, stores);
    expect(options).toMatchObject({
      ...{ port: 0, demo: false, modelsDirectories: ["/m"], seal: undefined },
      windowDirectory: join(app, "out", "renderer"),
      demoDirectory: join(app, "resources", "models"),
      processes: {
        nodePath: "/e/electron",
        environment: { ELECTRON_RUN_AS_NODE: "1" },
        workerScript: "/app/out/main/worker.js",
        inspectorScript: "/app/out/main/inspector.js",
        fetcherScript: "/app/out/main/fetcher.js",
      },
    });
  });

  it("finds their files beside the archive of a packaged app", () => {
    const app = "/Tresor.app/Contents/Resources/app.asar";
    const options = coreOptions({ executable: "/e", programs: `${app}/out/main`, app }, flags, stores);
    expect(options.processes.workerScript).toBe(`${app}.unpacked/out/main/worker.js`);
    expect(options.demoDirectory).toBe(`${app}.unpacked/resources/models`);
    expect(options.windowDirectory).toBeNull();
  });
});
