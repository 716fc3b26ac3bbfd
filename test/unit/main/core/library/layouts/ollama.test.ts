import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFolder } from "../../../../../../src/main/core/library/layouts/list-folder";
import { weightsIn } from "../../../../../../src/main/core/library/layouts/ollama-manifest";
import { putIntoOllama } from "../../../../../support/other-programs";
import { temporaryFolder } from "../../../../../support/temporary-folder";

const list = (path: string) => listFolder({ path, origin: "ollama" });
const bytes = Buffer.from("weights");

describe("Ollama's folder", () => {
  it("gives models their own names, whatever the registry", async () => {
    const root = temporaryFolder();
    const places = [
      "registry.ollama.ai/library/qwen3/8b",
      "registry.ollama.ai/me/mine/latest",
      "hf.co/owner/repo/Q8_0",
    ];
    for (const place of places) putIntoOllama(root, { place, bytes: Buffer.from(place) });
    const { models, refused } = await list(root);
    expect(refused).toEqual([]);
    expect(models.map(({ names, provenance }) => [names[0], provenance?.repository])).toEqual([
      ["hf.co/owner/repo:Q8_0", "owner/repo"],
      ["qwen3:8b", "registry.ollama.ai/library/qwen3"],
      ["me/mine:latest", "registry.ollama.ai/me/mine"],
    ]);
    expect(models[0]?.claimedDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("makes one model of several tags of the same weights, called by the one that says most", async () => {
    const root = temporaryFolder();
    for (const tag of ["latest", "8b", "8b-q8_0"]) {
      putIntoOllama(root, { place: `registry.ollama.ai/library/qwen3/${tag}`, bytes });
    }
    const { models } = await list(root);
    expect(models.map(({ names }) => names)).toEqual([["qwen3:8b", "qwen3:8b-q8_0", "qwen3:latest"]]);
  });

  it("refuses manifests that are none, and weights that are missing, elsewhere or no file", async () => {
    const outer = temporaryFolder();
    const root = join(outer, "models");
    const manifest = (tag: string) => join(root, "manifests", "registry.ollama.ai", "library", "m", tag);
    const put = (tag: string, digit: string) =>
      putIntoOllama(root, {
        place: `registry.ollama.ai/library/m/${tag}`,
        bytes,
        digest: `sha256:${digit.repeat(64)}`,
      });
    rmSync(put("gone", "1"));
    const outside = put("outside", "2");
    rmSync(outside);
    writeFileSync(join(outer, "secret"), bytes);
    symlinkSync(join(outer, "secret"), outside);
    const folder = put("folder", "3");
    rmSync(folder);
    mkdirSync(folder);
    writeFileSync(manifest("text"), "no JSON");
    writeFileSync(manifest("huge"), JSON.stringify({ layers: [], padding: "x".repeat(2 * 1024 * 1024) }));
    const climbing = { mediaType: "application/vnd.ollama.image.model", digest: "sha256:../../secret", size: 7 };
    writeFileSync(manifest("climbing"), JSON.stringify({ layers: [climbing] }));
    execFileSync("mkfifo", [manifest("pipe")]);
    const { models, refused } = await list(root);
    expect(models).toEqual([]);
    const noManifest = "This is no manifest of Ollama that can be read.";
    expect(refused).toEqual([
      { path: manifest("climbing"), reason: noManifest },
      { path: folder, reason: "This is no regular file." },
      { path: expect.stringContaining("1".repeat(64)) as string, reason: expect.stringContaining("gone") as string },
      { path: manifest("huge"), reason: noManifest },
      { path: outside, reason: "The link leads out of the models folder; put the file itself there." },
      { path: manifest("text"), reason: noManifest },
    ]);
  });

  it("is recognised where the user names it, and empty where there is none", async () => {
    const root = temporaryFolder();
    expect(await list(root)).toMatchObject({ models: [], refused: [] });
    putIntoOllama(root, { place: "registry.ollama.ai/library/qwen3/8b", bytes });
    const { models } = await listFolder({ path: root, origin: "folder" });
    expect(models).toMatchObject([{ origin: "ollama", names: ["qwen3:8b"] }]);
  });

  it("knows a model without weights here from a bad manifest", () => {
    const layers = (...digests: string[]) =>
      JSON.stringify({
        layers: digests.map((digest) => ({ mediaType: "application/vnd.ollama.image.model", digest, size: 1 })),
      });
    expect(weightsIn(layers())).toEqual([]);
    expect(weightsIn(layers("sha256:12"))).toBeNull();
    expect(weightsIn("[]")).toBeNull();
  });
});
