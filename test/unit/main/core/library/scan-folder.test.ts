import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scanFolder } from "../../../../../src/main/core/library/scan-folder";
import { temporaryFolder } from "../../../../support/temporary-folder";

function folderWith(...paths: readonly string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

async function names(folder: string): Promise<string[]> {
  const { files } = await scanFolder(folder);
  return files.map(({ path }) => path.slice(folder.length + 1));
}

describe("scanFolder", () => {
  it("finds models in folders, sorted, and nothing else", async () => {
    const folder = folderWith(
      "b.gguf",
      "a.GGUF",
      "notes.txt",
      ".hidden.gguf",
      ".cache/x.gguf",
      "deep/er/c.gguf",
      "mmproj-b.gguf",
      "b-mmproj-f16.gguf",
      "split-00001-of-00002.gguf",
      "split-00002-of-00002.gguf",
    );
    mkdirSync(join(folder, "folder.gguf"));
    expect(await names(folder)).toEqual([
      "a.GGUF",
      "b.gguf",
      "split-00001-of-00002.gguf",
      "split-00002-of-00002.gguf",
      "deep/er/c.gguf",
    ]);
  });

  it("goes down six folders, not further", async () => {
    const folder = folderWith("1/2/3/4/5/6/in.gguf", "1/2/3/4/5/6/7/out.gguf");
    expect(await names(folder)).toEqual(["1/2/3/4/5/6/in.gguf"]);
  });

  it("takes links to files within the folder, refuses those that lead out, and follows none to a folder", async () => {
    const outside = folderWith("secret.gguf");
    const folder = folderWith("blobs/one.gguf");
    symlinkSync(join(folder, "blobs/one.gguf"), join(folder, "link.gguf"));
    symlinkSync(join(outside, "secret.gguf"), join(folder, "out.gguf"));
    symlinkSync(join(folder, "nowhere"), join(folder, "broken.gguf"));
    symlinkSync(outside, join(folder, "elsewhere"));
    symlinkSync(folder, join(folder, "loop"));
    const { files, refused } = await scanFolder(folder);
    expect(files.map(({ path, realPath }) => [path, realPath])).toEqual([
      [join(folder, "link.gguf"), join(folder, "blobs/one.gguf")],
      [join(folder, "blobs/one.gguf"), join(folder, "blobs/one.gguf")],
    ]);
    expect(refused.map(({ path, reason }) => `${path.slice(folder.length + 1)}: ${reason}`)).toEqual([
      "broken.gguf: The file is gone, or a link to it leads nowhere.",
      "out.gguf: The link leads out of the models folder; put the file itself there.",
    ]);
  });

  it("takes a missing folder for an empty one, and a file for a folder that cannot be read", async () => {
    const folder = folderWith("a.gguf");
    expect(await scanFolder(join(folder, "missing"))).toMatchObject({ files: [], refused: [], folders: [] });
    const { refused } = await scanFolder(join(folder, "a.gguf"));
    expect(refused[0]?.reason).toBe("The folder cannot be read (ENOTDIR).");
  });
});
