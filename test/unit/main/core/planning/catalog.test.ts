import { describe, expect, it } from "vitest";
import { catalogEntries, describeCatalog } from "../../../../../src/main/core/planning/catalog";
import { roleSchema } from "../../../../../src/shared/shapes/catalog";
import { modelOf } from "../../../../support/model";

const gibibyte = 2 ** 30;

describe("the catalogue", () => {
  it("has each name once, as tresor pull takes it", () => {
    const names = catalogEntries.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
  });

  it.each(catalogEntries.map((entry) => [entry.name, entry] as const))("adds up for %s", (_, entry) => {
    const { parameters, activeParameters, weightsBytes, bitsPerWeight, downloadBytes, recommendedFromBytes } = entry;
    expect(weightsBytes / ((parameters * bitsPerWeight) / 8)).toBeCloseTo(1, 1);
    expect(bitsPerWeight).toBeGreaterThanOrEqual(8);
    expect(entry.quality).toBe("full");
    expect(activeParameters).toBeLessThanOrEqual(parameters);
    expect(recommendedFromBytes).toBeGreaterThan(weightsBytes);
    if (downloadBytes !== undefined) expect(downloadBytes / weightsBytes).toBeCloseTo(8.5 / 8, 1);
    if (entry.source !== null) expect(entry.source).toMatch(/^hf:[\w.-]+\/[\w.-]+:(Q8_0|F16|BF16)$/);
  });

  it("has something to recommend for every role, from 8 GB on for all but code and vision", () => {
    const view = (memoryBytes: number) =>
      describeCatalog({ entries: catalogEntries, models: [], memoryBytes, fits: () => true }).entries;
    const rolesAt = (memory: number) =>
      new Set(
        view(memory * gibibyte)
          .filter(({ recommended }) => recommended)
          .flatMap(({ roles }) => roles),
      );
    expect([...rolesAt(512)].sort()).toEqual([...roleSchema.options].sort());
    expect([...rolesAt(8)].sort()).toEqual(["embed", "rerank", "text"]);
    expect(view(512 * gibibyte).find(({ name }) => name === "qwen3.5-397b-a17b")?.recommended).toBe(true);
    expect(view(64 * gibibyte).find(({ name }) => name === "qwen3.5-35b-a3b")?.recommended).toBe(true);
  });

  it("recommends nothing that does not fit or cannot be had", () => {
    const { entries } = describeCatalog({
      entries: catalogEntries,
      models: [],
      memoryBytes: 4_096 * gibibyte,
      fits: ({ name }) => name !== "qwen3.5-397b-a17b",
    });
    const recommended = entries.filter((entry) => entry.recommended).map(({ name }) => name);
    expect(recommended).toContain("minimax-m2.5");
    expect(recommended).not.toContain("kimi-k2.5");
  });

  it("finds what is here already, by where it came from or by its name, at full quality only", () => {
    const models = [
      modelOf({ reference: "Qwen3.5-4B:q8_0" }),
      modelOf({ reference: "Qwen3.5-9B:q4_k", quality: "experimental" }),
      modelOf({ reference: "mine:q8_0", provenance: { repository: "ggml-org/bge-m3-Q8_0-GGUF", revision: null } }),
    ];
    const { entries } = describeCatalog({ entries: catalogEntries, models, memoryBytes: gibibyte, fits: () => false });
    const here = entries.filter(({ reference }) => reference !== null).map(({ name, reference }) => [name, reference]);
    expect(here).toEqual([
      ["qwen3.5-4b", "Qwen3.5-4B:q8_0"],
      ["bge-m3", "mine:q8_0"],
    ]);
  });
});
