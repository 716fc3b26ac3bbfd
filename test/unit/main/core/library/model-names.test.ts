import { describe, expect, it } from "vitest";
import {
  fileStem,
  modelName,
  nameModels,
  partFileNames,
  partOf,
} from "../../../../../src/main/core/library/model-names";

describe("modelName", () => {
  it.each([
    ["stories260K.gguf", "stories260K"],
    ["/models/SmolLM2-135M-Instruct.Q4_1.gguf", "SmolLM2-135M-Instruct"],
    ["Qwen3-8B-Q4_K_M.gguf", "Qwen3-8B"],
    ["Qwen3-30B-A3B-UD-IQ3_XXS.gguf", "Qwen3-30B-A3B"],
    ["gpt-oss-20b-MXFP4.gguf", "gpt-oss-20b"],
    ["Llama-3.3-70B_f16.gguf", "Llama-3.3-70B"],
    ["big-Q8_0-00001-of-00003.gguf", "big"],
    ["mein Modell (neu).gguf", "mein-Modell-neu"],
    ["Q8_0.gguf", "Q8_0"],
    ["模型.gguf", "model"],
    [".gguf", "model"],
  ])("%s is %s", (path, name) => {
    expect(modelName(path)).toBe(name);
  });
});

describe("nameModels", () => {
  it("tags by tensor type and numbers what would be equal, whatever the case", () => {
    expect(
      nameModels([
        { path: "/a/Tiny.gguf", quantization: "Q8_0" },
        { path: "/b/tiny.gguf", quantization: "Q8_0" },
        { path: "/c/TINY.Q8_0.gguf", quantization: "Q8_0" },
        { path: "/d/tiny.gguf", quantization: "F16" },
      ]),
    ).toEqual(["Tiny:q8_0", "tiny-2:q8_0", "TINY-3:q8_0", "tiny:f16"]);
  });

  it("takes the name that another program has given, if it is still free", () => {
    expect(
      nameModels([
        { path: "/a/qwen3-8b.gguf", quantization: "8b" },
        { path: "/b/sha256-1", quantization: "Q8_0", givenName: "qwen3-8b:8b" },
        { path: "/b/sha256-2", quantization: "Q8_0", givenName: "hf.co/owner/repo:Q8_0" },
      ]),
    ).toEqual(["qwen3-8b:8b", "qwen3-8b-2:8b", "hf.co/owner/repo:Q8_0"]);
  });
});

describe("a file's name", () => {
  it("has a stem and perhaps a part", () => {
    expect(fileStem("/a/b.c.GGUF")).toBe("b.c");
    expect(partOf("/a/x-00002-of-00003.gguf")).toEqual({ stem: "x", number: 2, count: 3 });
    expect(partOf("x.gguf")).toBeNull();
  });

  it("tells those of all parts", () => {
    expect(partFileNames("/a/x-00002-of-00003.gguf")).toEqual([
      "x-00001-of-00003.gguf",
      "x-00002-of-00003.gguf",
      "x-00003-of-00003.gguf",
    ]);
    expect(partFileNames("/a/x.gguf")).toEqual(["x.gguf"]);
  });
});
