import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Resident } from "../../src/shared/shapes/resident";
import { builtFiles } from "../support/built-files";
import { ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("kill -9 of the parent", () => {
  it("leaves no worker that was only starting", async () => {
    const script = `
      const { spawn } = require("node:child_process");
      const stdio = ["ignore", "ignore", "ignore", "ipc"];
      const worker = spawn(process.execPath, [${JSON.stringify(builtFiles().workerScript)}], { stdio });
      require("node:fs").writeSync(1, String(worker.pid));
      process.kill(process.pid, "SIGKILL");`;
    const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(isAlive(Number(output.toString()))).toBe(false);
  });

  it("leaves no worker after two seconds, idle or generating", async () => {
    const tresor = await ServedTresor.start(join(temporaryFolder(), "data"));
    await tresor.run("load", "stories260K");
    const { residents } = JSON.parse((await tresor.run("ps", "--json")).stdout) as { residents: Resident[] };
    const pid = residents[0]?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    const generating = fetch(`${tresor.ready.url}/v1/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "stories260K", prompt: "Once upon a time", max_tokens: 2_000, stream: true }),
    }).then((response) => response.text());
    generating.catch(() => undefined);

    await tresor.end("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(isAlive(pid)).toBe(false);
    await generating.catch(() => undefined);
  });
});
