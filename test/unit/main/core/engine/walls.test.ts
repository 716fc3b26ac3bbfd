import { describe, expect, it } from "vitest";
import { wallsOf } from "../../../../../src/main/core/engine/seal/walls";

const writable = { temporary: "/private/tmp/x", prefixes: "/Users/me/cache/kv" };

describe("wallsOf", () => {
  it("tries the Linux walls from the plainest to the most special", () => {
    expect(wallsOf("linux", writable).map(({ mechanism }) => mechanism)).toEqual([
      "unshare -n",
      "unshare -rn",
      "bwrap --unshare-net",
    ]);
    expect(wallsOf("linux", writable).map((wall) => wall.wrap(["node", "worker.js"]).slice(-2))).toEqual(
      Array.from({ length: 3 }, () => ["node", "worker.js"]),
    );
  });

  it("lets the macOS sandbox run the given binary only, write to its two folders only, and reach nothing", () => {
    const [wall] = wallsOf("darwin", writable);
    const command = wall?.wrap(["/Applications/Tresor", "worker.js"]) ?? [];
    expect(command.slice(0, 7)).toEqual([
      "/usr/bin/sandbox-exec",
      "-D",
      "NODE=/Applications/Tresor",
      "-D",
      "TEMPORARY=/private/tmp/x",
      "-D",
      "PREFIXES=/Users/me/cache/kv",
    ]);
    const profile = command[command.indexOf("-p") + 1];
    expect(profile).toContain("(deny network*)");
    expect(profile).toContain('(allow process-exec (literal (param "NODE")))');
    expect(command.slice(-2)).toEqual(["/Applications/Tresor", "worker.js"]);
  });

  it("knows none elsewhere", () => {
    expect(wallsOf("win32", writable)).toEqual([]);
  });
});
