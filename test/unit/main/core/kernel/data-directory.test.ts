import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { writeFileAtomic } from "../../../../../src/main/core/kernel/atomic-file";
import {
  createDataDirectory,
  dataDirectoryAt,
  defaultDataDirectoryPath,
  ensureAdminToken,
} from "../../../../../src/main/core/kernel/data-directory";
import { readRunning, removeRunning, writeRunning } from "../../../../../src/main/core/kernel/running-file";

const made: string[] = [];
function directory() {
  const path = mkdtempSync(join(tmpdir(), "tresor-data-"));
  made.push(path);
  const data = dataDirectoryAt(join(path, "data"));
  createDataDirectory(data);
  return data;
}
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the data directory", () => {
  it("is where the platform keeps such things", () => {
    expect(defaultDataDirectoryPath("darwin")).toMatch(/Library\/Application Support\/Tresor$/);
    expect(defaultDataDirectoryPath("linux", { XDG_DATA_HOME: "/data" })).toBe("/data/tresor");
  });

  it("is closed to other users, and so is the admin token", () => {
    const data = directory();
    const token = ensureAdminToken(data);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect([modeOf(data.path), modeOf(data.adminTokenFile)]).toEqual(["700", "600"]);
  });

  it("keeps its token, and closes it again when somebody opened it", () => {
    const data = directory();
    const token = ensureAdminToken(data);
    chmodSync(data.adminTokenFile, 0o644);
    expect(ensureAdminToken(data)).toBe(token);
    expect(modeOf(data.adminTokenFile)).toBe("600");
  });
});

describe("running.json", () => {
  it("names who serves, as long as that process lives", async () => {
    const data = directory();
    expect(readRunning(data)).toBeNull();
    const running = { url: "http://127.0.0.1:1", pid: process.pid, startedAt: new Date().toISOString() };
    await writeRunning(data, running);
    expect(readRunning(data)).toEqual(running);
    removeRunning(data);
    removeRunning(data);
    expect(readRunning(data)).toBeNull();
  });

  it("is not believed when it is damaged or its process is gone", async () => {
    const data = directory();
    writeFileSync(data.runningFile, "{");
    expect(readRunning(data)).toBeNull();
    // Above Linux's and macOS's highest process id.
    await writeRunning(data, { url: "http://127.0.0.1:1", pid: 2 ** 22 + 1, startedAt: "" });
    expect(readRunning(data)).toBeNull();
  });
});

describe("writeFileAtomic", () => {
  it("replaces the content and leaves nothing else behind", async () => {
    const data = directory();
    const file = join(data.path, "file");
    await writeFileAtomic(file, "one");
    await writeFileAtomic(file, "two");
    expect(readFileSync(file, "utf8")).toBe("two");
    expect(readdirSync(data.path).filter((name) => name.startsWith("file"))).toEqual(["file"]);
    expect(modeOf(file)).toBe("600");
  });

  it("leaves the old content when it cannot be replaced", async () => {
    const data = directory();
    await expect(writeFileAtomic(data.modelsDirectory, "x")).rejects.toThrow();
    expect(readdirSync(data.path).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
