import { describe, expect, it } from "vitest";
import { modelFolders } from "../../../../../src/renderer/features/library/model-folders";
import { model } from "../../../../support/renderer-preview/scene";

describe("the models folders", () => {
  it("are those of the settings and those where files were found, each once", () => {
    const models = [model("a:q8_0", { path: "/models/a.gguf" }), model("b:q8_0", { path: "/volume/b/b.gguf" })];
    const rejected = [{ path: "/models/broken.gguf", reason: "cut off" }];
    expect(modelFolders(["/models", "/empty"], models, rejected)).toEqual(["/models", "/empty", "/volume/b"]);
  });

  it("leave out the demo model's, which comes with the program", () => {
    expect(modelFolders([], [model("demo:f32", { path: "/app/resources/demo.gguf", demo: true })], [])).toEqual([]);
  });
});
