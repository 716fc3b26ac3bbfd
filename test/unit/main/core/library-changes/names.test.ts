import { describe, expect, it } from "vitest";
import { partNames } from "../../../../../src/main/core/library-changes/part-names";
import { targetNames } from "../../../../../src/main/core/library-changes/target-names";

describe("partNames", () => {
  it.each([
    ["story.gguf", ["story.gguf"]],
    ["s-00002-of-00002.gguf", ["s-00001-of-00002.gguf", "s-00002-of-00002.gguf"]],
    ["s-00001-of-00001.gguf", ["s-00001-of-00001.gguf"]],
    ["s-00001-of-00000.gguf", ["s-00001-of-00000.gguf"]],
    ["s-00001-of-99999.gguf", ["s-00001-of-99999.gguf"]],
    ["s-1-of-2.gguf", ["s-1-of-2.gguf"]],
  ])("of %s", (name, expected) => {
    expect(partNames(name)).toEqual(expected);
  });
});

describe("targetNames", () => {
  it.each([
    ["Story.Q8_0.gguf", 1, "Story.Q8_0.gguf"],
    ["Story.Q8_0.gguf", 2, "Story-2.Q8_0.gguf"],
    ["story.gguf", 3, "story-3.gguf"],
    ["Story-F16-00001-of-00002.gguf", 2, "Story-2-F16-00001-of-00002.gguf"],
    ["With spaces.Q8_0.gguf", 2, "With spaces.Q8_0-2.gguf"],
    ["blob", 1, "blob.gguf"],
    [".hidden.GGUF", 1, "hidden.gguf"],
    ["..gguf", 1, "model.gguf"],
  ])("%s, number %i", (name, number, expected) => {
    expect(targetNames([name], number)).toEqual([expected]);
  });
});
