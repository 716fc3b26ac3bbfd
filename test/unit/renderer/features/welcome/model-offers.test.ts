import { describe, expect, it } from "vitest";
import { firstChoice, modelOffers } from "../../../../../src/renderer/features/welcome/model-offers";
import type { Catalog } from "../../../../../src/shared/shapes/catalog";
import { fakeModel } from "../../../../fakes/library";

function entry(name: string, change: Partial<Catalog["entries"][number]> = {}): Catalog["entries"][number] {
  return {
    name,
    displayName: name,
    roles: ["text"],
    parameters: 8e9,
    activeParameters: 8e9,
    weightsBytes: 8.5e9,
    bitsPerWeight: 8.5,
    quality: "full",
    contextLength: 32_768,
    licence: "mit",
    source: `hf:someone/${name}`,
    recommendedFromBytes: 16e9,
    fits: true,
    recommended: false,
    reference: null,
    ...change,
  };
}

const full = fakeModel({ reference: "coder:q8_0", quality: "full", demo: false });
const small = fakeModel({ reference: "small:q4_0", quality: "experimental", demo: false });
const embedding = fakeModel({ reference: "embed:q8_0", capabilities: ["embedding"], demo: false });
const demo = fakeModel({ reference: "stories:f32", demo: true });

describe("the first model", () => {
  it("may be what fits and is published, the recommended first, or what is here already", () => {
    const entries = [entry("plain"), entry("best", { recommended: true }), entry("huge", { fits: false })];
    const offers = modelOffers([...entries, entry("unpublished", { source: null })], [embedding, demo, small, full]);
    expect(offers.downloads.map(({ name }) => name)).toEqual(["best", "plain"]);
    expect(offers.onDisk.map(({ reference }) => reference)).toEqual(["coder:q8_0", "small:q4_0"]);
  });

  it("is one of full quality on disk, else a download, else what is there", () => {
    const choose = (entries: Catalog["entries"], models: Parameters<typeof modelOffers>[1]) =>
      firstChoice(modelOffers(entries, models));
    expect(choose([entry("best")], [small, full])).toEqual({ kind: "disk", reference: "coder:q8_0" });
    expect(choose([entry("best")], [small])).toEqual({ kind: "download", name: "best" });
    expect(choose([], [small])).toEqual({ kind: "disk", reference: "small:q4_0" });
    expect(choose([], [demo])).toEqual({ kind: "demo" });
  });
});
