import type { Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { TresorError } from "../../../shared/errors";
import { partNames } from "./part-names";

/** One file of what is to be imported. */
export interface SourceFile {
  /** As it was named. */
  readonly path: string;
  /** Without links. */
  readonly realPath: string;
  readonly isLink: boolean;
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
}

/**
 * The files of the model that a path names: the file itself, or all parts when it is one of several.
 * @throws TresorError `invalid_request`, `unsupported` for weights that must be converted, `model_rejected` for what is not there
 */
export async function readSource(path: string): Promise<readonly SourceFile[]> {
  if (!isAbsolute(path)) throw invalid(`The path must begin with "/": ${path}.`);
  const status = await statusOf(path);
  if (status.isDirectory()) throw await folderRefusal(path);
  const files: SourceFile[] = [];
  for (const name of partNames(basename(path))) files.push(await readFile(join(dirname(path), name)));
  return files;
}

async function readFile(path: string): Promise<SourceFile> {
  const status = await statusOf(path);
  if (!status.isFile()) throw invalid(`${path} is no regular file.`);
  return {
    path,
    realPath: await realpath(path),
    isLink: (await lstat(path)).isSymbolicLink(),
    sizeBytes: status.size,
    modifiedMilliseconds: status.mtimeMs,
  };
}

async function statusOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${code ?? "?"}).`;
    throw new TresorError("model_rejected", reason, { path }, { cause: error });
  }
}

async function folderRefusal(path: string): Promise<TresorError> {
  const names = await readdir(path).catch(() => []);
  return names.some((name) => name.endsWith(".safetensors"))
    ? new TresorError(
        "unsupported",
        `${path} holds safetensors, which must be converted first; that is not built yet. Import a GGUF file.`,
      )
    : invalid(`${path} is a folder; name the GGUF file in it, or the first part of one in several.`);
}

function invalid(message: string): TresorError {
  return new TresorError("invalid_request", message, { field: "path" });
}
