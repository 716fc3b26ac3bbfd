import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const cruiser = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
const planted: string[] = [];

afterEach(() => {
  for (const path of planted.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** Puts a file with the given imports into a layer, for the time of the test. */
function plant(folder: string, source: string): string {
  const directory = mkdtempSync(join(root, folder, "planted-"));
  planted.push(directory);
  const file = join(directory, "planted.ts");
  writeFileSync(file, source);
  return file;
}

/** The names of the rules that the given files violate. */
async function violations(paths: readonly string[]): Promise<string[]> {
  const args = [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...paths];
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 64 * 2 ** 20 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))];
}

describe("the layers", () => {
  it("hold in the source as it stands", async () => {
    expect(await violations(["src"])).toEqual([]);
  });

  it.each([
    ["src/shared", 'import "node:fs";', "shared-imports-nothing-but-zod"],
    ["src/main/core/kernel", 'import "electron";', "electron-only-in-shell-and-preload"],
    ["src/main/core/kernel", 'import "node-llama-cpp";', "engine-only-in-worker"],
    ["src/main/core/kernel", 'import "../../../worker/worker-session";', "core-is-free-of-surfaces"],
    ["src/main/core/kernel", 'import "node:net";', "outbound-only-in-fetcher"],
    ["src/main/worker", 'import "../../headless/main";', "child-processes-import-only-core-and-shared"],
    ["src/main/headless", 'import "../../shell/main";', "shell-and-headless-are-apart"],
    ["src/renderer", 'import "../../main/core/kernel/emitter";', "renderer-knows-the-contract-only"],
    ["src/preload", 'import "node:fs";', "preload-exposes-the-contract-only"],
  ])("refuse a forbidden import planted into %s: %s", async (folder, source, rule) => {
    expect(await violations([plant(folder, source)])).toContain(rule);
  });

  it("refuse a cycle", async () => {
    const file = plant("src/main/core/kernel", 'import "./other";');
    writeFileSync(join(file, "..", "other.ts"), 'import "./planted";');
    expect(await violations([file])).toContain("no-cycles");
  });
});
