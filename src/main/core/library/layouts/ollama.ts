import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { RejectedFile } from "../../../../shared/shapes/model";
import { keyOf, type FolderContents, type FoundModel, type ModelsFolder } from "../found-model";
import { findFile, isWithin } from "../scan-folder";
import { listNames } from "./list-names";
import { isPlainName, ollamaName, ollamaRepository, weightsIn, type ManifestPlace } from "./ollama-manifest";
import { readSmallFile } from "./read-small-file";

const mostManifestBytes = 1024 * 1024;

interface FoundManifest {
  readonly path: string;
  readonly place: ManifestPlace;
}

/**
 * Ollama's folder: `manifests/HOST/NAMESPACE/NAME/TAG` names the weights by digest, and `blobs/sha256-…` holds them. Several tags of
 * the same weights are one model with several names; it is called by the tag that says most, `latest` only where there is no other.
 */
export async function listOllama({ path: root }: ModelsFolder): Promise<FolderContents> {
  const { manifests, refused, folders } = await listManifests(join(root, "manifests"));
  const models = new Map<string, FoundModel>();
  const rejected: RejectedFile[] = [...refused];
  for (const manifest of manifests) {
    const found = await readManifest(root, manifest);
    if (found === null) continue;
    if ("reason" in found) {
      rejected.push(found);
      continue;
    }
    const key = keyOf(found);
    const known = models.get(key);
    models.set(key, known === undefined ? found : { ...known, names: sortNames([...known.names, ...found.names]) });
  }
  return { models: [...models.values()], refused: rejected, folders };
}

async function listManifests(
  root: string,
): Promise<{ manifests: readonly FoundManifest[]; refused: readonly RejectedFile[]; folders: readonly string[] }> {
  const manifests: FoundManifest[] = [];
  const folders: string[] = [];
  const list = async (...names: string[]) => {
    const folder = join(root, ...names);
    folders.push(folder);
    return await listNames(folder);
  };
  const top = await list();
  for (const host of top.folders.filter(isPlainName)) {
    for (const namespace of (await list(host)).folders.filter(isPlainName)) {
      for (const name of (await list(host, namespace)).folders.filter(isPlainName)) {
        for (const tag of (await list(host, namespace, name)).files.filter(isPlainName)) {
          manifests.push({ path: join(root, host, namespace, name, tag), place: { host, namespace, name, tag } });
        }
      }
    }
  }
  return { manifests, refused: top.refused, folders };
}

/** Null for what holds no weights in GGUF, such as a reference to a model in the cloud. */
async function readManifest(root: string, { path, place }: FoundManifest): Promise<FoundModel | RejectedFile | null> {
  const text = await readSmallFile(path, mostManifestBytes);
  const weights = text === null ? null : weightsIn(text);
  if (weights === null) return { path, reason: "This is no manifest of Ollama that can be read." };
  const [digest, second] = weights;
  if (digest === undefined) return null;
  if (second !== undefined) {
    return { path, reason: "The model lies in several files, which the engine cannot read from Ollama's folder." };
  }
  const blobs = resolve(root, "blobs");
  const blob = resolve(blobs, digest.replace(":", "-"));
  if (!isWithin(blob, blobs)) return { path, reason: "The manifest names a file outside of Ollama's folder." };
  const file = await findFile(blob, null, await realpath(root).catch(() => root));
  if (file === null) return { path: blob, reason: "This is no regular file." };
  if ("reason" in file) return file;
  return {
    files: [file],
    origin: "ollama",
    names: [ollamaName(place)],
    provenance: { repository: ollamaRepository(place), revision: null },
    claimedDigest: digest,
  };
}

function sortNames(names: readonly string[]): readonly string[] {
  const rank = (name: string) => Number(name.endsWith(":latest"));
  return [...names].sort(
    (one, other) => rank(one) - rank(other) || one.length - other.length || (one < other ? -1 : 1),
  );
}
