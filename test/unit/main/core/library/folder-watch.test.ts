import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { FolderWatch } from "../../../../../src/main/core/library/folder-watch";
import { temporaryFolder } from "../../../../support/temporary-folder";

function watched(folders: readonly string[]): { changes: () => Promise<void>; follow: () => void } {
  let seen = 0;
  let told = 0;
  const watch = new FolderWatch(() => (seen += 1), pino({ level: "silent" }));
  onTestFinished(() => watch.dispose());
  const follow = () => watch.follow(folders);
  follow();
  return {
    follow,
    changes: async () => {
      await expect.poll(() => seen, { timeout: 10_000 }).toBeGreaterThan(told);
      told = seen;
      follow();
    },
  };
}

describe("FolderWatch", () => {
  it("sees a folder come, go, and come back", async () => {
    const folder = join(temporaryFolder(), "volume", "models");
    const { changes } = watched([folder]);
    mkdirSync(folder, { recursive: true });
    await changes();
    writeFileSync(join(folder, "one.gguf"), "1");
    await changes();
    rmSync(join(folder, ".."), { recursive: true });
    await changes();
    mkdirSync(folder, { recursive: true });
    await changes();
    writeFileSync(join(folder, "two.gguf"), "2");
    await changes();
  });

  it("follows another folder that has taken the place", async () => {
    const root = temporaryFolder();
    const folder = join(root, "models");
    mkdirSync(folder);
    mkdirSync(join(root, "other"));
    const { changes } = watched([folder]);
    renameSync(folder, join(root, "old"));
    renameSync(join(root, "other"), folder);
    await changes();
    writeFileSync(join(folder, "one.gguf"), "1");
    await changes();
  });
});
