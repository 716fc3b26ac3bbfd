import { describe, expect, it } from "vitest";
import { chooseFiles } from "../../../../../src/main/fetcher/hub/choose-files";

const repository = "example/story-GGUF";
const choose = (names: string[], quantization: string | null = null, file: string | null = null) =>
  chooseFiles(names, { repository, quantization, file });

const usual = ["README.md", "story-Q4_K_M.gguf", "story-Q8_0.gguf", "story-BF16.gguf", "mmproj-story-F16.gguf"];

describe("chooseFiles", () => {
  it("prefers full quality, the smaller first", () => {
    expect(choose(usual)).toEqual(["story-Q8_0.gguf"]);
    expect(choose(["story.Q6_K.gguf", "story.f16.gguf", "story.bf16.gguf"])).toEqual(["story.bf16.gguf"]);
  });

  it("takes the one model that there is, whatever its quality", () => {
    expect(choose(["story-Q4_K_M.gguf", "mmproj.gguf", "story.imatrix.gguf"])).toEqual(["story-Q4_K_M.gguf"]);
  });

  it("finds what is asked for, in a name or a folder, in either case", () => {
    expect(choose(usual, "Q4_K_M")).toEqual(["story-Q4_K_M.gguf"]);
    expect(choose(["UD-Q8_K_XL/story.gguf", "Q8_0/story.gguf"], "Q8_K_XL")).toEqual(["UD-Q8_K_XL/story.gguf"]);
    expect(choose(["story_q8_0.gguf", "story-q4_0.gguf"], "Q8_0")).toEqual(["story_q8_0.gguf"]);
  });

  it("does not take a longer tag for the one that is asked for", () => {
    expect(() => choose(usual, "Q4_K")).toThrow(expect.objectContaining({ code: "source_not_found" }));
  });

  it("takes all parts of a split model, in order", () => {
    const parts = ["BF16/s-00001-of-00003.gguf", "BF16/s-00002-of-00003.gguf", "BF16/s-00003-of-00003.gguf"];
    expect(choose([...parts].reverse())).toEqual(parts);
    expect(choose(parts, null, parts[1])).toEqual(parts);
    expect(() => choose(parts.slice(0, 2))).toThrow("s-00003-of-00003.gguf is not there");
  });

  it("asks back when several match, with references that can be copied", () => {
    const names = ["big-Q8_0.gguf", "small-Q8_0.gguf"];
    expect(() => choose(names)).toThrow(
      expect.objectContaining({
        code: "ambiguous_reference",
        details: { candidates: names.map((name) => `hf:${repository}:${name}`) },
      }),
    );
    expect(() => choose(["s-Q4_0.gguf", "s-Q5_0.gguf"])).toThrow(
      expect.objectContaining({ code: "ambiguous_reference" }),
    );
  });

  it("says what is there when nothing matches", () => {
    expect(() => choose(usual, null, "other.gguf")).toThrow(/has no other\.gguf\. It has: story-Q4_K_M\.gguf/);
    expect(() => choose(["model.safetensors"])).toThrow("It has no GGUF files");
  });
});
