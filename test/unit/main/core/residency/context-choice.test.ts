import { describe, expect, it } from "vitest";
import { contextChoices, type ContextWish } from "../../../../../src/main/core/residency/context-choice";

const choicesOf = (wish: Partial<ContextWish>) =>
  contextChoices({ context: undefined, slots: undefined, contextLength: 131_072, ...wish }).map(
    ({ context, slots }) => `${context}×${slots}`,
  );

describe("contextChoices", () => {
  it.each<[string, Partial<ContextWish>, string[]]>([
    ["without a wish", {}, ["8192×2", "4096×2", "2048×2", "2048×1", "1024×1", "512×1"]],
    ["for a model with a shorter context", { contextLength: 2_048 }, ["2048×2", "2048×1", "1024×1", "512×1"]],
    ["for a model with a very short context", { contextLength: 128 }, ["128×2", "128×1"]],
    ["for a model that does not say", { contextLength: 0 }, choicesOf({})],
    ["with a wish for the context", { context: 32_768 }, ["32768×2", "32768×1"]],
    ["with a wish for the slots", { slots: 8 }, ["8192×8", "4096×8", "2048×8", "1024×8", "512×8"]],
    ["with both", { context: 16_384, slots: 4 }, ["16384×4"]],
    ["with a wish beyond the model's own context", { context: 16_384, slots: 1, contextLength: 2_048 }, ["2048×1"]],
  ])("%s", (_, wish, expected) => {
    expect(choicesOf(wish)).toEqual(expected);
  });
});
