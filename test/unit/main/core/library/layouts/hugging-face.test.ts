import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryOf } from "../../../../../../src/main/core/library/layouts/hugging-face";
import { listFolder } from "../../../../../../src/main/core/library/layouts/list-folder";
import { putIntoHuggingFaceCache } from "../../../../../support/other-programs";
import { temporaryFolder } from "../../../../../support/temporary-folder";

const list = (path: string) => listFolder({ path, origin: "huggingFace" });
const bytes = Buffer.from("weights");

describe("the cache of Hugging Face's tools", () => {
  it("tells repository and revision, and takes the same content for one model, of the current revision", async () => {
    const hub = temporaryFolder();
    const file = { repository: "owner/Tiny-GGUF", name: "tiny.Q8_0.gguf", bytes };
    putIntoHuggingFaceCache(hub, { ...file, revision: "aaa" });
    const current = putIntoHuggingFaceCache(hub, { ...file, revision: "bbb" });
    putIntoHuggingFaceCache(hub, { ...file, revision: "ccc", bytes: Buffer.from("older weights") });
    mkdirSync(join(hub, "models--owner--Tiny-GGUF", "refs"));
    writeFileSync(join(hub, "models--owner--Tiny-GGUF", "refs", "main"), "bbb\n");
    const { models, refused } = await list(hub);
    expect(refused).toEqual([]);
    expect(models.map(({ files, provenance }) => [files[0].sizeBytes, provenance])).toEqual([
      [7, { repository: "owner/Tiny-GGUF", revision: "bbb" }],
      [13, { repository: "owner/Tiny-GGUF", revision: "ccc" }],
    ]);
    expect(models[0]).toMatchObject({ origin: "huggingFace", names: [], files: [{ path: current }] });
    expect(models[0]?.files[0].realPath).toContain("/blobs/");
  });

  it("makes one model of parts, which are links to blobs without a name", async () => {
    const hub = temporaryFolder();
    const parts = ["m-00001-of-00002.gguf", "m-00002-of-00002.gguf"].map((name) =>
      putIntoHuggingFaceCache(hub, {
        repository: "owner/m",
        revision: "a",
        name: `Q8_0/${name}`,
        bytes: Buffer.from(name),
      }),
    );
    const { models } = await list(hub);
    expect(models.map(({ files }) => files.map(({ path }) => path))).toEqual([parts]);
  });

  it("refuses links out of the cache and passes over data sets, pipes and projectors", async () => {
    const root = temporaryFolder();
    const hub = join(root, "hub");
    const put = (repository: string, name: string) =>
      putIntoHuggingFaceCache(hub, { repository, revision: "a", name, bytes });
    put("owner/m", "mmproj-F16.gguf");
    const snapshot = join(hub, "models--owner--m", "snapshots", "a");
    writeFileSync(join(root, "secret.gguf"), bytes);
    symlinkSync(join(root, "secret.gguf"), join(snapshot, "out.gguf"));
    symlinkSync(join(root, "nowhere"), join(snapshot, "gone.gguf"));
    mkdirSync(join(hub, "datasets--owner--d", "snapshots", "a"), { recursive: true });
    writeFileSync(join(hub, "datasets--owner--d", "snapshots", "a", "no-model.gguf"), bytes);
    mkdirSync(join(hub, "models--owner--m", "refs"));
    execFileSync("mkfifo", [join(snapshot, "pipe.gguf"), join(hub, "models--owner--m", "refs", "main")]);
    const { models, refused } = await list(hub);
    expect(models).toEqual([]);
    expect(refused).toEqual([
      { path: join(snapshot, "gone.gguf"), reason: "The file is gone, or a link to it leads nowhere." },
      {
        path: join(snapshot, "out.gguf"),
        reason: "The link leads out of the models folder; put the file itself there.",
      },
    ]);
  });

  it("is empty where there is none, and is recognised where the user names it", async () => {
    const hub = temporaryFolder();
    expect(await list(join(hub, "missing"))).toMatchObject({ models: [], refused: [] });
    putIntoHuggingFaceCache(hub, { repository: "owner/m", revision: "a", name: "m.gguf", bytes });
    const { models } = await listFolder({ path: hub, origin: "folder" });
    expect(models).toMatchObject([{ origin: "huggingFace", provenance: { repository: "owner/m", revision: "a" } }]);
  });

  it.each([
    ["models--owner--name", "owner/name"],
    ["models--gpt2", "gpt2"],
    ["models--a--b--c", null],
    ["models--", null],
    ["spaces--owner--name", null],
    [".locks", null],
  ])("%s holds %s", (folder, repository) => {
    expect(repositoryOf(folder)).toBe(repository);
  });
});
