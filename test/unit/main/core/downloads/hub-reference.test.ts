import { describe, expect, it } from "vitest";
import { parseSource } from "../../../../../src/main/core/downloads/hub-reference";

const catalog = (name: string) => (name === "story" ? "hf:example/story-GGUF:Q8_0" : null);
const parse = (text: string) => parseSource(text, catalog);
const hub = (rest: object) => ({
  ...{ type: "hub", repository: "example/story-GGUF", revision: null, file: null, quantization: null },
  ...rest,
});

describe("parseSource", () => {
  it.each([
    ["hf:example/story-GGUF", hub({})],
    ["hf://example/story-GGUF", hub({})],
    ["hf.co/example/story-GGUF:q8_0", hub({ quantization: "Q8_0" })],
    ["huggingface.co/example/story-GGUF:Q8_0", hub({ quantization: "Q8_0" })],
    ["hf:example/story-GGUF:BF16/story-00001-of-00002.gguf", hub({ file: "BF16/story-00001-of-00002.gguf" })],
    ["hf:example/story-GGUF@refs/pr/3:Q8_0", hub({ revision: "refs/pr/3", quantization: "Q8_0" })],
    ["https://huggingface.co/example/story-GGUF", hub({})],
    [
      "https://huggingface.co/example/story-GGUF/resolve/main/a%20b/story.gguf?download=true",
      hub({ revision: "main", file: "a b/story.gguf" }),
    ],
    ["https://hf.co/example/story-GGUF/blob/v1/story.gguf", hub({ revision: "v1", file: "story.gguf" })],
    ["story", hub({ quantization: "Q8_0" })],
    [" https://models.example/a/story.GGUF?x=1#top ", { type: "url", url: "https://models.example/a/story.GGUF?x=1" }],
  ])("reads %s", (text, source) => {
    expect(parse(text)).toEqual(source);
  });

  it.each([
    ["", "neither"],
    ["nobody", "neither"],
    ["hf:story", "owner/name"],
    ["hf:../etc", "owner/name"],
    ["hf:a/b/c", "owner/name"],
    ["hf:example/story@../../x", "revision"],
    ["hf:example/story:../../x.gguf", "leaves"],
    ["hf:example/story:a\\b.gguf", "leaves"],
    ["hf:example/story:Q8 0", "quantisation"],
    ["hf:example/story:readme.md/", "quantisation"],
    ["http://models.example/story.gguf", "https"],
    ["file:///etc/story.gguf", "https"],
    ["https://models.example/story.bin", ".gguf"],
    ["https://huggingface.co/example/story/resolve/main/%2e%2e/x.gguf", "address of a .gguf"],
    ["https://huggingface.co/example/story/resolve/main/..%2fx.gguf", "leaves"],
    ["https://huggingface.co/datasets/example/story", "address of a .gguf"],
    ["https://huggingface.co/example/story/resolve/main/%E0%A4%A.gguf", "escape"],
  ])("refuses %j", (text, why) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(() => parse(text)).toThrow(why);
  });

  it("never repeats a password", () => {
    expect(() => parse("https://me:secret@models.example/story.gguf")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret") as string }),
    );
  });

  it("does not follow a catalogue name to another name", () => {
    expect(() => parseSource("one", (name) => (name === "one" ? "two" : "hf:a/b"))).toThrow("neither");
  });
});
