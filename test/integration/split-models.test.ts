import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Model } from "../../src/shared/shapes/model";
import { presets } from "../support/gguf/presets";
import { splitModel } from "../support/gguf/split-model";
import { writeTinyLlama } from "../support/gguf/write-tiny-llama";
import { putIntoHuggingFaceCache, putIntoOllama } from "../support/other-programs";
import { ServedTresor } from "../support/served-tresor";
import { temporaryFolder } from "../support/temporary-folder";

async function served(...folders: readonly string[]) {
  const data = join(temporaryFolder(), "data");
  const flags = folders.flatMap((folder) => ["--models-dir", folder]);
  const tresor = await ServedTresor.start(data, [...flags, "--seal", "off", "--slots", "1", "--context", "256"]);
  onTestFinished(async () => {
    await tresor.end("SIGKILL");
  });
  const list = async () => {
    const { stdout } = await tresor.run("list", "--json");
    return JSON.parse(stdout) as { models: Model[]; rejected: { path: string; reason: string }[] };
  };
  const complete = async (model: string) => {
    const response = await fetch(`${tresor.ready.url}/v1/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model, prompt: "Once upon a time", max_tokens: 12, temperature: 0 }),
    });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return (JSON.parse(text) as { choices: { text: string }[] }).choices[0]?.text;
  };
  return { tresor, list, complete };
}

describe("a model in several files", () => {
  it("answers as it does in one file, also through the links of a cache and from Ollama's blobs", async () => {
    const root = temporaryFolder();
    const folder = (name: string) => {
      mkdirSync(join(root, name));
      return join(root, name);
    };
    const whole = join(folder("whole"), "whole.gguf");
    writeTinyLlama({ ...presets.tiny, path: whole });
    const split = join(folder("parts"), "parts.gguf");
    writeTinyLlama({ ...presets.tiny, path: split });
    const parts = splitModel(split, { parts: 3, emptyFirst: true });
    unlinkSync(split);
    for (const part of parts) {
      const name = part.slice(join(root, "parts").length + 1).replace("parts-", "cached-");
      const bytes = readFileSync(part);
      putIntoHuggingFaceCache(join(root, "hub"), { repository: "owner/tiny", revision: "r1", name, bytes });
    }
    putIntoOllama(folder("ollama"), { place: "registry.ollama.ai/library/tiny/1m", bytes: readFileSync(whole) });

    const folders = ["whole", "parts", "hub", "ollama"].map((name) => join(root, name));
    const { list, complete, tresor } = await served(...folders);
    expect((await list()).rejected).toEqual([]);
    const bytes = Buffer.concat(parts.map((part) => readFileSync(part)));
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    await expect.poll(async () => (await list()).models.every((model) => model.digest !== null)).toBe(true);
    expect((await list()).models).toMatchObject([
      {
        reference: "cached:f16",
        origin: "huggingFace",
        digest,
        provenance: { repository: "owner/tiny", revision: "r1" },
      },
      { reference: "parts:f16", origin: "folder", digest, files: parts, path: parts[0], sizeBytes: bytes.length },
      { reference: "tiny:1m", origin: "ollama", quantization: "F16" },
      { reference: "whole:f16", origin: "folder" },
    ]);
    const answers: (string | undefined)[] = [];
    for (const reference of ["whole", "parts", "cached", "tiny:1m"]) {
      answers.push(await complete(reference));
      await tresor.run("unload", reference);
    }
    expect(answers[0]).not.toBe("");
    expect(new Set(answers).size).toBe(1);
  }, 180_000);

  it("is refused with the name of the part that is missing", async () => {
    const root = temporaryFolder();
    const path = join(root, "model.gguf");
    writeTinyLlama({ ...presets.tiny, path });
    const [first = "", second = ""] = splitModel(path, { parts: 2 });
    rmSync(path);
    rmSync(second);
    const { list, tresor } = await served(root);
    expect((await list()).rejected).toMatchObject([
      { path: first, reason: expect.stringContaining("model-00002-of-00002.gguf") as string },
    ]);
    const { exitCode, stderr } = await tresor.run("load", "model");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("model-00002-of-00002.gguf")]);
  });
});
