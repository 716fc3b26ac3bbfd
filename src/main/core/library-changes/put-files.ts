import { access, link, open, rename, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { targetNames } from "./target-names";

/** A file with two names costs nothing; these say that it cannot have a second one there. */
const cannotLink: ReadonlySet<string> = new Set(["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"]);

type Undo = () => Promise<void>;
/** Gives a file its name in the models folder. @throws with the code `EEXIST` where there is one of that name */
export type Put = (from: string, to: string) => Promise<Undo>;

export interface PutFile {
  readonly from: string;
  /** What it was called where it came from. */
  readonly name: string;
}

/**
 * Puts files into a folder under names that are free there, all or none; an existing file is never replaced. The first part of a
 * model comes last, so that nobody finds one without its other parts. Returns where they are, in their order.
 */
export async function putFiles(files: readonly PutFile[], directory: string, put: Put): Promise<readonly string[]> {
  const names = files.map(({ name }) => name);
  for (let number = 1; ; number++) {
    const targets = targetNames(names, number).map((name) => join(directory, name));
    if ((await Promise.all(targets.map(exists))).includes(true)) continue;
    const undos: Undo[] = [];
    try {
      for (const [index, { from }] of [...files.entries()].reverse()) undos.push(await put(from, targets[index] ?? ""));
      await syncFolder(directory);
      return targets;
    } catch (error) {
      for (const undo of undos.reverse()) await undo().catch(() => undefined);
      // Somebody else took the name in this very moment.
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** A second name for the same file. */
export const putLink: Put = async (from, to) => {
  await link(from, to);
  return () => unlink(to);
};

/** Takes the file's own name away; where a file can have one name only, the new one was free a moment ago. */
export const putAway: Put = async (from, to) => {
  try {
    await link(from, to);
  } catch (error) {
    if (!isLinkRefusal(error)) throw error;
    await rename(from, to);
    return () => rename(to, from);
  }
  await unlink(from);
  return async () => {
    await link(to, from);
    await unlink(to);
  };
};

export function isLinkRefusal(error: unknown): boolean {
  return cannotLink.has(codeOf(error) ?? "");
}

/** What a person calls the file, whatever it links to. */
export function putFileOf({ path, realPath }: { readonly path: string; readonly realPath: string }): PutFile {
  return { from: realPath, name: basename(path) };
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
