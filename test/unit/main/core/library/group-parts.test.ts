import { describe, expect, it } from "vitest";
import type { FoundFile } from "../../../../../src/main/core/library/found-model";
import { groupParts } from "../../../../../src/main/core/library/group-parts";

const file = (path: string): FoundFile => ({ path, realPath: path, sizeBytes: 1, modifiedMilliseconds: 1 });
const grouped = (...paths: readonly string[]) => {
  const { complete, refused } = groupParts(paths.map(file));
  return { complete: complete.map((files) => files.map(({ path }) => path)), refused };
};

describe("groupParts", () => {
  it("makes one model of the parts in a folder, in their order, and leaves whole files alone", () => {
    const parts = ["/a/m-00002-of-00002.gguf", "/a/m-00001-of-00002.gguf"];
    expect(grouped("/a/x.gguf", ...parts, "/b/m-00001-of-00001.gguf")).toEqual({
      complete: [["/a/x.gguf"], ["/a/m-00001-of-00002.gguf", "/a/m-00002-of-00002.gguf"], ["/b/m-00001-of-00001.gguf"]],
      refused: [],
    });
  });

  it("refuses a model that lacks parts, and names them", () => {
    expect(grouped("/a/m-00002-of-00003.gguf", "/a/m-00003-of-00003.gguf", "/b/m-00001-of-00003.gguf").refused).toEqual(
      [
        {
          path: "/a/m-00002-of-00003.gguf",
          reason: "Of the 3 parts of this model 1 is missing: m-00001-of-00003.gguf. Put all of them into one folder.",
        },
        {
          path: "/b/m-00001-of-00003.gguf",
          reason:
            "Of the 3 parts of this model 2 are missing: m-00002-of-00003.gguf, m-00003-of-00003.gguf. Put all of them into one folder.",
        },
      ],
    );
    expect(grouped("/a/m-00001-of-00009.gguf").refused[0]?.reason).toContain("m-00004-of-00009.gguf and 5 more");
  });

  it("refuses numbers that cannot be", () => {
    const { complete, refused } = grouped("/m-00000-of-00002.gguf", "/m-00003-of-00002.gguf", "/m-00001-of-99999.gguf");
    expect(complete).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      "By its name it is part 0 of 2, which cannot be.",
      "By its name it is part 3 of 2, which cannot be.",
      "By its name it is one of 99999 parts; more than 1024 are refused.",
    ]);
  });
});
