import { describe, expect, it } from "vitest";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { proofWords } from "../../../../../src/renderer/features/residency/proof-words";
import { languageOf } from "../../../../../src/renderer/language/language";
import { sceneTime, secondsBefore, studio } from "../../../../support/renderer-preview/scene";

const english = languageOf("en", "");
const [resident] = studio.snapshot.residents as [Resident];
const told = (facts: Partial<Resident>) => {
  const words = proofWords({ ...resident, ...facts }, english, Date.parse(sceneTime));
  const plain = (text: string) => text.replaceAll(/[\u202F\u00A0]/g, " ");
  return words === null ? null : { ...words, text: plain(words.text), claim: plain(words.claim) };
};
const { proof } = resident as { proof: NonNullable<Resident["proof"]> };

describe("the proof that a model is in memory", () => {
  it("has its age", () => {
    expect(told({})).toEqual({
      text: "verified 12 s ago",
      claim: "resident, verified 12 s ago",
      kind: "fresh",
    });
  });

  it("says when it is old, and when there is none", () => {
    expect(told({ proof: { ...proof, at: secondsBefore(400) } })).toMatchObject({
      text: "last verified 6 min ago",
      kind: "old",
    });
    expect(told({ proof: null })).toMatchObject({ text: "not verified yet", kind: "missing" });
  });

  it("never claims what was not seen: weights that are not all there", () => {
    expect(told({ proof: { ...proof, holds: false } })).toMatchObject({ kind: "short" });
  });

  it("is not looked for while there is nothing to look at", () => {
    expect(told({ pid: null })).toBeNull();
    expect(told({ state: "loading" })).toBeNull();
  });
});
