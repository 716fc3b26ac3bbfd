import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refuseForeign } from "../../../../../src/main/core/library-changes/whose-model";
import { LibraryChangesRig, modelBytes } from "../../../../support/library-changes-rig";
import { modelOf } from "../../../../support/model";
import { residentOf } from "../../../../support/resident";

const refused = (code: string, message = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;
const removal = (reference: string, force = false) => ({ reference, force, client: "test" });

async function rigWith(...names: readonly string[]): Promise<LibraryChangesRig> {
  const rig = new LibraryChangesRig();
  for (const name of names) rig.write(rig.own, name);
  await rig.library.rescan();
  return rig;
}

describe("removing a model", () => {
  it("deletes its file and the folder that it leaves empty", async () => {
    const rig = await rigWith("owner/repo/story.gguf", "other.gguf");
    expect(await rig.remover().remove(removal("story"))).toMatchObject({ reference: "story:q8_0", aliases: [] });
    expect(readdirSync(rig.own)).toEqual(["other.gguf"]);
    expect(rig.library.models().map(({ reference }) => reference)).toEqual(["other:q8_0"]);
    await rig.remover().remove(removal("other"));
    expect(existsSync(rig.own)).toBe(true);
  });

  it("puts it into the trash where there is one", async () => {
    const rig = await rigWith("story.gguf");
    const trashed: string[] = [];
    const trash = async (path: string) => {
      trashed.push(path);
      renameSync(path, join(rig.elsewhere, "trashed"));
    };
    await rig.remover({ trash }).remove(removal("story"));
    expect([trashed, existsSync(join(rig.elsewhere, "trashed"))]).toEqual([[join(rig.own, "story.gguf")], true]);
  });

  it("takes a link away and leaves what it leads to", async () => {
    const rig = await rigWith("files/content.bin");
    symlinkSync(join(rig.own, "files", "content.bin"), join(rig.own, "story.gguf"));
    await rig.library.rescan();
    await rig.remover({ trash: () => Promise.reject(new Error("not asked")) }).remove(removal("story"));
    expect(readdirSync(rig.own)).toEqual(["files"]);
    expect(existsSync(join(rig.own, "files", "content.bin"))).toBe(true);
  });

  it("asks when it is resident, pinned or has a name, and says which", async () => {
    const rig = await rigWith("story.gguf");
    rig.settings.update({ pinned: ["story:q8_0"] });
    rig.residents.set("story:q8_0", residentOf({ reference: "story:q8_0", leases: 2 }));
    rig.aliases.set("mine", "story");
    const asked = rig.remover().remove(removal("story:q8_0"));
    await expect(asked).rejects.toThrow(refused("model_in_use", /in memory, with 2 .* pinned .* called mine/));
    await expect(asked).rejects.toMatchObject({ details: { resident: true, pinned: true, aliases: ["mine"] } });
    expect(existsSync(join(rig.own, "story.gguf"))).toBe(true);
  });

  it("does not ask for a role's default or a load that failed", async () => {
    const rig = await rigWith("story.gguf");
    expect(rig.library.resolve("text").reference).toBe("story:q8_0");
    rig.residents.set("story:q8_0", residentOf({ reference: "story:q8_0", state: "failed" }));
    await rig.remover().remove(removal("story"));
    expect([rig.left, rig.library.models()]).toEqual([["story:q8_0: removed by test"], []]);
  });

  it("unloads, unpins and takes the names away when forced", async () => {
    const rig = await rigWith("story.gguf", "other.gguf");
    rig.settings.update({ pinned: ["story:q8_0"], aliases: { mine: "story:q8_0", other: "other:q8_0" } });
    rig.library.refresh();
    rig.residents.set("story:q8_0", residentOf({ reference: "story:q8_0" }));
    expect(await rig.remover().remove(removal("story:q8_0", true))).toMatchObject({ aliases: ["mine"] });
    expect(rig.left).toEqual(["story:q8_0: removed by test"]);
    expect(rig.settings.read()).toMatchObject({ pinned: [], aliases: { other: "other:q8_0" } });
  });

  it("removes no model by an alias, forced or not", async () => {
    const rig = await rigWith("story.gguf");
    rig.aliases.set("mine", "story");
    for (const name of ["mine", "text", "mine:latest"]) {
      await expect(rig.remover().remove(removal(name, true))).rejects.toThrow(refused("invalid_request", /alias/));
    }
    expect(existsSync(join(rig.own, "story.gguf"))).toBe(true);
  });
});

describe("what is not removed", () => {
  it("a file that is no longer what the library knows", async () => {
    const rig = await rigWith("story.gguf");
    const path = join(rig.own, "story.gguf");
    for (const change of [
      () => writeFileSync(path, modelBytes("a longer name")),
      () => {
        writeFileSync(path, modelBytes("story.gguf"));
        utimesSync(path, 1, 1);
      },
    ]) {
      change();
      await expect(rig.remover().remove(removal("story:q8_0"))).rejects.toThrow(refused("model_rejected"));
    }
    expect(existsSync(path)).toBe(true);
  });

  it("a file in a folder that became a link out of the models folder", async () => {
    const rig = await rigWith("sub/story.gguf");
    renameSync(join(rig.own, "sub"), join(rig.elsewhere, "sub"));
    symlinkSync(join(rig.elsewhere, "sub"), join(rig.own, "sub"));
    await expect(rig.remover().remove(removal("story:q8_0"))).rejects.toThrow(refused("not_allowed"));
    expect(readdirSync(join(rig.elsewhere, "sub"))).toEqual(["story.gguf"]);
  });

  it("a file in a folder that is no models folder any more", async () => {
    const rig = await rigWith("story.gguf");
    mkdirSync(join(rig.root, "new"));
    const remover = rig.remover({ folders: () => [join(rig.root, "new")] });
    await expect(remover.remove(removal("story"))).rejects.toThrow(refused("not_allowed"));
  });

  it.each([
    ["ollama", /Ollama.*ollama rm story:f32/],
    ["lmStudio", /LM Studio/],
    ["huggingFace", /Hugging Face/],
    ["demo", /part of Tresor/],
  ] as const)("what belongs to %s", (origin, message) => {
    expect(() => refuseForeign(modelOf({ origin }))).toThrow(refused("not_allowed", message));
  });

  it.each(["tresor", "folder"] as const)("but what is of origin %s", (origin) => {
    expect(() => refuseForeign(modelOf({ origin }))).not.toThrow();
  });
});
