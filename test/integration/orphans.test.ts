import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Resident } from "../../src/shared/shapes/resident";
import { builtFiles } from "../support/built-files";
import { ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

/** Whether a process runs. One that has ended and waits for its new parent to take notice (a zombie) does not. */
const isRunning = (pid: number): boolean => {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
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
    expect(isRunning(Number(output.toString()))).toBe(false);
  });

  it.each([
    ["idle", false],
    ["generating", true],
  ])("leaves no worker after two seconds: %s", async (_, generating) => {
    const tresor = await ServedTresor.start(join(temporaryFolder(), "data"));
    await tresor.run("load", "stories260K");
    const { residents } = JSON.parse((await tresor.run("ps", "--json")).stdout) as { residents: Resident[] };
    const pid = residents[0]?.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    expect(isRunning(pid)).toBe(true);
    const stopReading = generating ? await startGenerating(tresor.ready.url) : () => undefined;

    await tresor.end("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(isRunning(pid)).toBe(false);
    stopReading();
  });
});

/** Resolves when the first piece of a long answer has arrived; returns how to let go of the rest. */
async function startGenerating(url: string): Promise<() => void> {
  const abort = new AbortController();
  const response = await fetch(`${url}/v1/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "stories260K", prompt: "Once upon a time", max_tokens: 2_000, stream: true }),
    signal: abort.signal,
  });
  const first = await response.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toContain("data: ");
  return () => abort.abort();
}
