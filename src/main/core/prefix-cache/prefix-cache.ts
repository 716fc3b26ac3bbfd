import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CacheReport, ClearedCache } from "../../../shared/shapes/cache";
import type { PrefixOptions } from "../engine/engine";
import { Emitter } from "../kernel/emitter";
import type { Logger } from "../kernel/logger";
import type { KeyStore } from "../kernel/key-store";
import { identityOf, keyHeldBy, readCacheKey, workerKey } from "./cache-key";
import { listCachedFiles, removeLeftovers, type CachedFile } from "./cache-folder";
import { effectiveLimitBytes } from "./disk-room";
import { leavingFirst } from "./leaving-first";
import type { PrefixReport } from "./prefix-report";
import { readDisk } from "./read-disk";
import { UseRecord } from "./use-record";

export interface PrefixCacheOptions {
  /** `cache/kv` of the data directory. */
  readonly directory: string;
  /** Where the key's file lies. */
  readonly keyFolder: string;
  /** Null: the system has none. */
  readonly keyStore: KeyStore | null;
  /** Read at each use, since the user may change it. */
  readonly settings: () => PrefixCacheSettings;
  readonly logger: Logger;
}

export interface PrefixCacheSettings {
  /** Whether workers may write now. */
  readonly enabled: boolean;
  /** What the files may take; 0 removes them. */
  readonly limitBytes: number;
  /** What each worker may take in memory. */
  readonly memoryBytes: number;
}

/** A worker writes for less time than this without a change to its file. */
const leftoverMilliseconds = 10 * 60 * 1_000;

/** Owns the folder that workers save prefixes in: bounds it, counts its use, empties it. One action at a time. */
export class PrefixCache {
  readonly #options: PrefixCacheOptions;
  readonly #record: UseRecord;
  readonly #cleared = new Emitter<undefined>();
  #key: Promise<Buffer> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #trimWaits = false;

  constructor(options: PrefixCacheOptions) {
    this.#options = options;
    this.#record = new UseRecord(join(options.directory, "use.json"));
  }

  /** To be called before any worker runs. @throws Error when the folder cannot be made */
  async open(): Promise<void> {
    await mkdir(this.#options.directory, { recursive: true, mode: 0o700 });
    await this.#record.read();
    await removeLeftovers(this.#options.directory, Date.now());
    await this.trim();
  }

  /** What a worker with this model gets at its start. @throws Error when the key's file cannot be written */
  async optionsFor(modelDigest: string): Promise<PrefixOptions> {
    const { directory, keyFolder, keyStore, settings } = this.#options;
    const { enabled, memoryBytes } = settings();
    const key = await (this.#key ??= readCacheKey(keyFolder, keyStore));
    const identity = identityOf(modelDigest, key);
    return {
      directory: enabled ? directory : null,
      key: workerKey(key, identity).toString("base64"),
      identity,
      memoryBytes,
    };
  }

  /** Hears what a worker did. */
  add(report: PrefixReport): void {
    this.#record.add(report, Date.now());
    if (report.type === "saved") void this.trim();
  }

  /** Removes what is least worth its bytes until the rest keeps to the limit. Never throws: the next call tries again. */
  async trim(): Promise<void> {
    if (this.#trimWaits) return await this.#last.then(() => undefined);
    this.#trimWaits = true;
    await this.#next(async () => {
      this.#trimWaits = false;
      await this.#trim();
    }).catch((error: unknown) => this.#options.logger.warn({ error }, "the saved prefixes could not be trimmed"));
  }

  async report(): Promise<CacheReport> {
    const files = await listCachedFiles(this.#options.directory);
    const bytes = sizeOf(files);
    return {
      enabled: this.#options.settings().enabled,
      entries: files.length,
      bytes,
      hits: this.#record.hits,
      limitBytes: await this.#limitBytes(bytes),
      keyHeldBy: keyHeldBy(this.#options.keyFolder),
    };
  }

  /** Removes everything and tells the workers to forget. */
  async clear(): Promise<ClearedCache> {
    this.#cleared.emit(undefined);
    return await this.#next(async () => {
      const files = await listCachedFiles(this.#options.directory);
      const { hits } = this.#record;
      for (const { path } of files) await rm(path, { force: true });
      this.#record.clear();
      await this.#record.write();
      return { entries: files.length, bytes: sizeOf(files), hits };
    });
  }

  /** Calls back when workers must forget what they saved. */
  onCleared(listener: () => void): () => void {
    return this.#cleared.on(listener);
  }

  async dispose(): Promise<void> {
    await this.#next(() => this.#record.write()).catch(() => undefined);
  }

  async #trim(): Promise<void> {
    const now = Date.now();
    await removeLeftovers(this.#options.directory, now - leftoverMilliseconds);
    const files = await listCachedFiles(this.#options.directory);
    let bytes = sizeOf(files);
    const limitBytes = await this.#limitBytes(bytes);
    const kept = new Set(files.map(({ key }) => key));
    for (const { key, path, bytes: fileBytes } of leavingFirst(
      files.map((file) => this.#valued(file)),
      now,
    )) {
      if (bytes <= limitBytes) break;
      await rm(path, { force: true });
      kept.delete(key);
      bytes -= fileBytes;
    }
    this.#record.retain(kept);
    await this.#record.write();
  }

  #valued(file: CachedFile) {
    const { hits = 0, lastUsedAt = 0 } = this.#record.of(file.key) ?? {};
    return { ...file, hits, lastUsedAt: Math.max(lastUsedAt, file.changedAt) };
  }

  async #limitBytes(heldBytes: number): Promise<number> {
    const { directory, settings } = this.#options;
    return effectiveLimitBytes(settings().limitBytes, heldBytes, await readDisk(directory));
  }

  /** Waits for the action before. */
  #next<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

const sizeOf = (files: readonly CachedFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
