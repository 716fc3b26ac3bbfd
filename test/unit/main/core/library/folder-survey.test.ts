import { describe, expect, it } from "vitest";
import { FolderSurvey } from "../../../../../src/main/core/library/folder-survey";
import { plainModel, type FolderContents, type ModelsFolder } from "../../../../../src/main/core/library/found-model";

const folder = (path: string): ModelsFolder => ({ path, origin: "folder" });
const contentsOf = (name: string): FolderContents => ({
  models: [plainModel([{ path: name, realPath: name, sizeBytes: 1, modifiedMilliseconds: 1 }], "folder")],
  refused: [],
  folders: [],
});

/** Folders that answer when a test lets them. */
class Folders {
  readonly asked: string[] = [];
  readonly #open = new Map<string, (contents: FolderContents) => void>();

  readonly list = ({ path }: ModelsFolder): Promise<FolderContents> => {
    this.asked.push(path);
    if (path === "/quick") return Promise.resolve(contentsOf("/quick/m.gguf"));
    return new Promise((resolve) => this.#open.set(path, resolve));
  };

  answer(path: string, name: string): void {
    this.#open.get(path)?.(contentsOf(name));
  }
}

const paths = (contents: readonly FolderContents[]) =>
  contents.map(({ models }) => models.map(({ files }) => files[0].path));

describe("FolderSurvey", () => {
  it("shows the quick folders when one does not answer, tells of that one, and asks it no second time meanwhile", async () => {
    const folders = new Folders();
    const survey = new FolderSurvey(folders.list, () => undefined, 20);
    for (let look = 0; look < 2; look++) {
      const contents = await survey.look([folder("/slow"), folder("/quick")]);
      expect(paths(contents)).toEqual([[], ["/quick/m.gguf"]]);
      expect(contents[0]?.refused[0]?.reason).toMatch(/does not answer within 0.02 seconds. Nothing of it is listed/);
      expect(contents[0]?.folders).toEqual([]);
    }
    expect(folders.asked.filter((path) => path === "/slow")).toHaveLength(1);
  });

  it("takes the late answer for the next look, without asking again", async () => {
    const folders = new Folders();
    let lateAnswers = 0;
    const survey = new FolderSurvey(folders.list, () => (lateAnswers += 1), 20);
    await survey.look([folder("/slow")]);
    await survey.look([folder("/slow")]);
    folders.answer("/slow", "/slow/m.gguf");
    await expect.poll(() => lateAnswers).toBe(1);
    expect(paths(await survey.look([folder("/slow")]))).toEqual([["/slow/m.gguf"]]);
    expect(folders.asked).toHaveLength(1);
  });

  it("keeps what was seen in a folder that has stopped answering", async () => {
    const folders = new Folders();
    const survey = new FolderSurvey(folders.list, () => undefined, 20);
    const first = survey.look([folder("/slow")]);
    folders.answer("/slow", "/slow/m.gguf");
    await first;
    const [now] = await survey.look([folder("/slow")]);
    expect(paths(now === undefined ? [] : [now])).toEqual([["/slow/m.gguf"]]);
    expect(now?.refused[0]?.reason).toMatch(/What was seen in it before stays listed/);
  });
});
