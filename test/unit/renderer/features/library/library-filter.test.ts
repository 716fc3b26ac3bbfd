import { describe, expect, it } from "vitest";
import type { Catalog } from "../../../../../src/shared/shapes/catalog";
import { catalogOrder } from "../../../../../src/renderer/features/library/catalog-order";
import { filtered, noFilter, type LibraryFilter } from "../../../../../src/renderer/features/library/library-filter";
import { gigabyte, studio } from "../../../../support/renderer-preview/scene";

const { models } = studio.snapshot;
const shown = (filter: Partial<LibraryFilter>, limitBytes = 456.8 * gigabyte) =>
  filtered(models, { ...noFilter, ...filter }, limitBytes).map(({ reference }) => reference.split(":")[0]);

describe("the library's filter", () => {
  it("shows everything when nothing is asked for", () => {
    expect(shown({})).toHaveLength(models.length);
  });

  it("finds every word, in name, alias, type or path, whatever its case", () => {
    expect(shown({ text: "QWEN  coder" })).toEqual(["qwen3-coder-30b"]);
    expect(shown({ text: "embed" })).toEqual(["qwen3-embedding-8b"]);
    expect(shown({ text: "q4_k" })).toEqual(["mistral-small-24b"]);
    expect(shown({ text: "llama" })).toEqual([]);
  });

  it("narrows by quality, by what a role needs, and by origin", () => {
    expect(shown({ quality: "experimental" })).toEqual(["mistral-small-24b"]);
    expect(shown({ role: "embed" })).toEqual(["qwen3-embedding-8b"]);
    expect(shown({ role: "text" })).not.toContain("qwen3-embedding-8b");
    expect(shown({ origin: "lmStudio" })).toEqual(["mistral-small-24b"]);
  });

  it("leaves out what is larger than the machine can give", () => {
    expect(shown({ fitsOnly: true }, 16e9)).toEqual(["mistral-small-24b", "qwen3-embedding-8b", "qwen3-vl-8b"]);
  });
});

describe("the catalogue's order", () => {
  const { entries } = studio.answers.find(({ name }) => name === "catalog")?.value as Catalog;

  it("has what fits and is recommended first, what cannot be got last, and what is here not at all", () => {
    expect(catalogOrder(entries).map(({ name }) => name)).toEqual([
      "minimax-m2.5",
      "qwen3-reranker-8b",
      "mistral-small-24b",
      "glm-5",
      "kimi-k2.5",
    ]);
  });
});
