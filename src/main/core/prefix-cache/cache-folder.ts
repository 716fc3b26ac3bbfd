import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { prefixFileExtension } from "./prefix-header";
import { readHeader } from "./read-header";

/** A saved prefix as the core sees it: what it costs and what it took. */
export interface CachedFile {
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
  /** 0 for a file of another format, which is worth nothing. */
  readonly computeMilliseconds: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** All files of `<directory>/<binding>/<key>.kv`; those that vanish meanwhile are left out. */
export async function listCachedFiles(directory: string): Promise<CachedFile[]> {
  const files: CachedFile[] = [];
  for (const { binding, name, path } of await filesOf(directory)) {
    if (!name.endsWith(prefixFileExtension)) continue;
    try {
      const { size, mtimeMs } = await stat(path);
      const header = await readHeader(path, binding);
      const computeMilliseconds = header?.computeMilliseconds ?? 0;
      const key = name.slice(0, -prefixFileExtension.length);
      files.push({ path, key, bytes: size, computeMilliseconds, changedAt: mtimeMs });
    } catch {
      // A worker has replaced it.
    }
  }
  return files;
}

/** Removes what writing that was broken off has left: temporary files unchanged since `before` (milliseconds since 1970). */
export async function removeLeftovers(directory: string, before: number): Promise<void> {
  for (const { name, path } of await filesOf(directory)) {
    if (!name.endsWith(".tmp")) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < before) await rm(path, { force: true });
  }
}

async function filesOf(directory: string): Promise<{ binding: string; name: string; path: string }[]> {
  const bindings = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const folders = bindings.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const listed = folders.map(async (binding) => {
    const names = await readdir(join(directory, binding)).catch(() => []);
    return names.map((name) => ({ binding, name, path: join(directory, binding, name) }));
  });
  return (await Promise.all(listed)).flat();
}
