import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

interface CachedFile {
  readonly repository: string;
  readonly revision: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Puts a file into a cache as Hugging Face's tools do: the content as a blob, a link to it in the snapshot. Returns the link. */
export function putIntoHuggingFaceCache(hub: string, { repository, revision, name, bytes }: CachedFile): string {
  const folder = join(hub, `models--${repository.replace("/", "--")}`);
  const blob = join(folder, "blobs", sha256(bytes));
  write(blob, bytes);
  const link = join(folder, "snapshots", revision, name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), blob), link);
  return link;
}

interface OllamaModel {
  /** Below `manifests`: `registry.ollama.ai/library/tiny/1m`. */
  readonly place: string;
  readonly bytes: Uint8Array;
  /** In place of the true one. */
  readonly digest?: string;
}

/** Puts a model into a folder as Ollama does: a manifest with its template and weights as layers. Returns the path of the weights. */
export function putIntoOllama(root: string, { place, bytes, digest = `sha256:${sha256(bytes)}` }: OllamaModel): string {
  const layer = (kind: string, of: string) => ({
    mediaType: `application/vnd.ollama.image.${kind}`,
    digest: of,
    size: 1,
  });
  const other = `sha256:${"0".repeat(64)}`;
  const layers = [layer("template", other), layer("model", digest), layer("projector", other), layer("params", other)];
  write(join(root, "manifests", place), JSON.stringify({ schemaVersion: 2, config: layer("config", other), layers }));
  const blob = join(root, "blobs", digest.replace(":", "-"));
  write(blob, bytes);
  return blob;
}
