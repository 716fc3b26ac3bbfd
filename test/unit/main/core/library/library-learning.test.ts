import { createHash } from "node:crypto";
import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitModel } from "../../../../support/gguf/split-model";
import { librarySetting, named } from "../../../../support/library-setting";
import { putIntoOllama } from "../../../../support/other-programs";

const sha256 = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const provenance = { repository: "owner/own", revision: "abc" };

describe("what the library is told", () => {
  it("is taken over at once and remembered, and the file is not hashed", async () => {
    const first = librarySetting();
    const path = join(first.models, "own.gguf");
    writeFileSync(path, named("Own"));
    await first.library.learn(path, sha256(named("Own")), provenance);
    expect(first.library.models()).toMatchObject([{ digest: sha256(named("Own")), provenance }]);
    await first.library.dispose();
    const second = librarySetting(first.root);
    await second.library.rescan();
    expect(second.library.models()).toMatchObject([{ digest: sha256(named("Own")), provenance }]);
    expect([...first.inspector.digested, ...second.inspector.digested]).toEqual([]);
  });

  it("holds for all parts of a model, and only while they stay as they are", async () => {
    const { models, inspector, library } = librarySetting();
    const path = join(models, "own.gguf");
    writeFileSync(path, named("Own"));
    const [first = "", second = ""] = splitModel(path, { parts: 2 });
    rmSync(path);
    await library.learn(first, sha256(named("Own")), null);
    expect(library.models()).toMatchObject([
      { digest: sha256(named("Own")), files: [first, second], provenance: null },
    ]);
    utimesSync(second, 1_000, 1_000);
    expect(inspector.digested).toEqual([]);
    await library.rescan();
    await library.digest("own");
    expect(inspector.digested).toEqual([first, second]);
  });

  it("does not matter where there is no such file", async () => {
    const { models, library } = librarySetting();
    await library.learn(join(models, "gone.gguf"), sha256(named("Own")), provenance);
    expect(library.models()).toMatchObject([{ demo: true, provenance: null }]);
  });
});

describe("what another program claims", () => {
  it("is held against what is computed, and the model refused when it is not so", async () => {
    const all = librarySetting();
    const ollama = join(all.root, "ollama");
    all.otherPrograms = [{ path: ollama, origin: "ollama" }];
    putIntoOllama(ollama, { place: "registry.ollama.ai/library/true/latest", bytes: named("True") });
    const lying = putIntoOllama(ollama, {
      place: "registry.ollama.ai/library/false/latest",
      bytes: named("False"),
      digest: sha256(named("Another")),
    });
    await all.library.rescan();
    await expect.poll(() => all.library.models().length).toBe(1);
    await expect.poll(() => all.library.models()[0]?.digest).toBe(sha256(named("True")));
    expect(all.library.rejected()).toMatchObject([
      { path: lying, reason: expect.stringContaining("not what its manifest says") as string },
    ]);
  });
});

describe("a digest under way", () => {
  it("tells how far it is, now and then, also across a scan, until it is there", async () => {
    const { models, inspector, library } = librarySetting();
    const bytes = named("Own");
    writeFileSync(join(models, "own.gguf"), bytes);
    let proceed: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (proceed = resolve));
    inspector.beforeDigest = async (_path, onProgress) => {
      onProgress(bytes.length / 4);
      onProgress(bytes.length / 2);
      await held;
    };
    const seen: (number | null)[] = [];
    library.onChange(() => seen.push(library.models()[0]?.digestProgress ?? null));
    await library.rescan();
    await expect.poll(() => library.models()[0]?.digestProgress).toBe(0.5);
    await library.rescan();
    expect(library.models()[0]?.digestProgress).toBe(0.5);
    proceed();
    await expect.poll(() => library.models()[0]?.digest).toBe(sha256(bytes));
    expect(library.models()[0]?.digestProgress).toBeNull();
    await expect.poll(() => seen.at(-1), { timeout: 5_000 }).toBeNull();
    expect(seen.length).toBeLessThanOrEqual(4);
  });
});

describe("other names of a model", () => {
  it("lead to it, those of the user and those of the program that keeps it", async () => {
    const all = librarySetting();
    const ollama = join(all.root, "ollama");
    all.folders = [];
    all.otherPrograms = [{ path: ollama, origin: "ollama" }];
    all.aliases = { "qwen3:8b": ["text"] };
    for (const tag of ["latest", "8b"]) {
      putIntoOllama(ollama, { place: `registry.ollama.ai/library/qwen3/${tag}`, bytes: named("Qwen") });
    }
    putIntoOllama(ollama, { place: "registry.ollama.ai/library/qwen3/4b", bytes: named("Small") });
    await all.library.rescan();
    expect(all.library.models()).toMatchObject([
      { reference: "qwen3:4b", aliases: [] },
      { reference: "qwen3:8b", aliases: ["text", "qwen3:latest"], origin: "ollama" },
    ]);
    for (const name of ["text", "TEXT", "qwen3:latest", "qwen3"]) {
      expect(all.library.resolve(name).reference, name).toBe("qwen3:8b");
    }
  });
});
