import { realpath } from "node:fs/promises";
import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { Library } from "../library/library-port";
import type { FetchedModel } from "./download-run";

/** What the downloads need of the library. */
export interface LandingLibrary extends Pick<Library, "models" | "rejected" | "rescan"> {
  /** What is known for certain of a file: the hash that was verified (of a whole model), and where it came from. */
  learn(path: string, digest: string | null, provenance: Model["provenance"]): Promise<void>;
}

/**
 * Files that have arrived become a model of the library.
 * @throws TresorError `model_rejected` when they are no model that Tresor would load
 */
export async function land(fetched: FetchedModel, library: LandingLibrary): Promise<Model> {
  const { paths, files, repository, revision } = fetched;
  const [path] = paths;
  if (path === undefined) throw new TresorError("internal", "The fetcher is done and names no file.");
  await library.rescan();
  const landed = await modelAt(path, library);
  const [only] = files;
  // The digest of a model in several files goes over all of them; the library computes it.
  const digest = only !== undefined && files.length === 1 ? `sha256:${only.sha256}` : null;
  await library.learn(landed.path, digest, repository === null ? null : { repository, revision });
  return await modelAt(path, library);
}

async function modelAt(path: string, library: LandingLibrary): Promise<Model> {
  const wanted = await realpath(path).catch(() => path);
  for (const model of library.models()) {
    if (model.path === path || (await realpath(model.path).catch(() => null)) === wanted) return model;
  }
  const refused = library.rejected().find((file) => file.path === path);
  throw new TresorError(
    "model_rejected",
    refused === undefined
      ? `The file ${path} arrived and is gone again; get it once more.`
      : `The file arrived as the hub has it, and is refused: ${refused.reason}`,
    { path },
  );
}
