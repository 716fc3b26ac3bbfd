import type { RejectedFile } from "../../../shared/shapes/model";
import type { FolderContents, ModelsFolder } from "./found-model";

const answerMilliseconds = 10_000;

interface Listing {
  readonly contents: Promise<FolderContents | null>;
  readonly startedAt: number;
}

/**
 * Lists folders side by side, so that a volume that does not answer holds up none of the others. What was seen in such a folder
 * before stays listed, and a refusal tells that it is the past; when it answers at last, `onLateAnswer` is called.
 */
export class FolderSurvey {
  readonly #list: (folder: ModelsFolder) => Promise<FolderContents>;
  readonly #onLateAnswer: () => void;
  readonly #answerMilliseconds: number;
  readonly #last = new Map<string, FolderContents>();
  readonly #running = new Map<string, Listing>();
  /** Folders whose late answer nobody has seen yet: the next look takes it, so that a slow folder is not asked for ever. */
  readonly #unseen = new Set<string>();

  constructor(
    list: (folder: ModelsFolder) => Promise<FolderContents>,
    onLateAnswer: () => void,
    milliseconds = answerMilliseconds,
  ) {
    this.#list = list;
    this.#onLateAnswer = onLateAnswer;
    this.#answerMilliseconds = milliseconds;
  }

  /** What lies in each folder, in their order. */
  look(folders: readonly ModelsFolder[]): Promise<readonly FolderContents[]> {
    const wanted = new Set(folders.map(({ path }) => path));
    for (const path of this.#last.keys()) if (!wanted.has(path)) this.#last.delete(path);
    return Promise.all(folders.map((folder) => this.#lookInto(folder)));
  }

  async #lookInto(folder: ModelsFolder): Promise<FolderContents> {
    const { path } = folder;
    const last = this.#last.get(path);
    if (last !== undefined && this.#unseen.delete(path)) return { ...last, folders: [path, ...last.folders] };
    const listing = this.#running.get(path) ?? this.#start(folder);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      const left = this.#answerMilliseconds - (Date.now() - listing.startedAt);
      timer = setTimeout(() => resolve("late"), Math.max(0, left)).unref();
    });
    const contents = await Promise.race([listing.contents, late]);
    clearTimeout(timer);
    if (contents === "late") {
      void listing.contents.then((answer) => this.#keepLate(path, answer));
      // It is not watched either: asking for that could stand still too, and with it this whole process.
      return { models: last?.models ?? [], folders: [], refused: [this.#refusal(path, last)] };
    }
    if (contents === null)
      return { models: [], folders: [], refused: [{ path, reason: "The folder cannot be read." }] };
    this.#last.set(path, contents);
    return { ...contents, folders: [path, ...contents.folders] };
  }

  #keepLate(path: string, contents: FolderContents | null): void {
    if (contents === null || this.#last.get(path) === contents) return;
    this.#last.set(path, contents);
    this.#unseen.add(path);
    this.#onLateAnswer();
  }

  #start(folder: ModelsFolder): Listing {
    const contents = this.#list(folder)
      .catch(() => null)
      .finally(() => this.#running.delete(folder.path));
    const listing = { contents, startedAt: Date.now() };
    this.#running.set(folder.path, listing);
    return listing;
  }

  #refusal(path: string, last: FolderContents | undefined): RejectedFile {
    const meanwhile =
      last === undefined ? "Nothing of it is listed until it does." : "What was seen in it before stays listed.";
    return {
      path,
      reason: `The folder does not answer within ${this.#answerMilliseconds / 1_000} seconds. ${meanwhile}`,
    };
  }
}
