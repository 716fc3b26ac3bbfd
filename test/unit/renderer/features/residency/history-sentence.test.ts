import { describe, expect, it } from "vitest";
import type { ResidencyEvent } from "../../../../../src/shared/shapes/resident";
import { historySentence, lastDeparture } from "../../../../../src/renderer/features/residency/history-sentence";
import { namesOf } from "../../../../../src/renderer/features/residency/model-name";
import { languageOf } from "../../../../../src/renderer/language/language";
import { sceneTime, secondsBefore, studio } from "../../../../support/renderer-preview/scene";

const event = (kind: ResidencyEvent["event"]): ResidencyEvent => ({
  at: secondsBefore(180),
  event: kind,
  reference: "qwen3-coder-30b:q8_0",
  reason: "41 GB needed for text",
});
const told = (kind: ResidencyEvent["event"], language: "en" | "de") =>
  historySentence(event(kind), languageOf(language, ""), namesOf(studio.snapshot.models), Date.parse(sceneTime));
const plain = (words: string) => words.replaceAll(/[\u202F\u00A0]/g, " ");

describe("the history", () => {
  it("is told in sentences, by alias, with age and reason", () => {
    expect(plain(told("unloaded", "en"))).toBe("code left 3 min ago: 41 GB needed for text");
    expect(plain(told("evicted", "en"))).toBe("code made room 3 min ago: 41 GB needed for text");
    expect(plain(told("evicted", "de"))).toBe("code machte vor 3 min Platz: 41 GB needed for text");
  });

  it("has a last departure that is not an arrival or a pin", () => {
    const refused = event("refused");
    expect(lastDeparture([event("loaded"), event("pinned"), refused, event("evicted")])).toBe(refused);
    expect(lastDeparture([event("loaded")])).toBeNull();
  });
});
