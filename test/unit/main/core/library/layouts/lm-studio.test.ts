import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFolder } from "../../../../../../src/main/core/library/layouts/list-folder";
import { otherProgramsFolders } from "../../../../../../src/main/core/library/other-programs";
import { temporaryFolder } from "../../../../../support/temporary-folder";

describe("LM Studio's folder", () => {
  it.each([[".lmstudio"], [join(".cache", "lm-studio")]])(
    "in %s is recognised and tells the repository",
    async (place) => {
      const root = join(temporaryFolder(), place, "models");
      for (const folder of ["publisher/repo-GGUF", "imported-models/uncategorized", "loose"]) {
        mkdirSync(join(root, folder), { recursive: true });
        writeFileSync(join(root, folder, "m.gguf"), folder);
      }
      const { models } = await listFolder({ path: root, origin: "folder" });
      expect(models.map(({ origin, provenance }) => [origin, provenance])).toEqual([
        ["lmStudio", null],
        ["lmStudio", null],
        ["lmStudio", { repository: "publisher/repo-GGUF", revision: null }],
      ]);
    },
  );
});

describe("the folders of other programs", () => {
  it("lie in the home folder unless the environment says otherwise", () => {
    const paths = (environment: Record<string, string>) =>
      otherProgramsFolders("/home/me", environment).map(({ path }) => path);
    expect(paths({})).toEqual([
      "/home/me/.lmstudio/models",
      "/home/me/.cache/lm-studio/models",
      "/home/me/.cache/huggingface/hub",
      "/home/me/.ollama/models",
    ]);
    expect(paths({ HF_HOME: "/hf", OLLAMA_MODELS: "/ollama" }).slice(2)).toEqual(["/hf/hub", "/ollama"]);
  });
});
