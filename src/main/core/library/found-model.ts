import type { Model, RejectedFile } from "../../../shared/shapes/model";

export type Origin = Model["origin"];
export type Provenance = NonNullable<Model["provenance"]>;

/** A file as it was when a folder was looked into. */
export interface FoundFile {
  readonly path: string;
  /** Without links: the same file found twice has the same. */
  readonly realPath: string;
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
}

/** A model by what its folder tells; nobody has read its files yet. */
export interface FoundModel {
  /** All parts in order; one for a model in one file. */
  readonly files: readonly [FoundFile, ...FoundFile[]];
  readonly origin: Origin;
  /** Names by which the program that keeps it knows it, `name:tag`, the best first; none: it is named after its file. */
  readonly names: readonly string[];
  readonly provenance: Provenance | null;
  /** What the program that keeps it says of its content. Held against what is computed, never believed. */
  readonly claimedDigest: string | null;
}

export interface FolderContents {
  readonly models: readonly FoundModel[];
  readonly refused: readonly RejectedFile[];
  /** The folders that were looked into, to be watched. */
  readonly folders: readonly string[];
}

/** A folder to look for models in, and whose it is. */
export interface ModelsFolder {
  readonly path: string;
  readonly origin: Origin;
}

/** What tells one model from another on this disk: the real path of its first part. */
export function keyOf({ files: [first] }: FoundModel): string {
  return first.realPath;
}

export function sizeOf({ files }: FoundModel): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** A model in files of which nothing more is known. */
export function plainModel(files: FoundModel["files"], origin: Origin): FoundModel {
  return { files, origin, names: [], provenance: null, claimedDigest: null };
}
