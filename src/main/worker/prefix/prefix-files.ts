import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writableBytes } from "../../core/prefix-cache/disk-room";
import {
  encodeHeader,
  headerBytes,
  prefixFileBytes,
  prefixFileExtension,
  sealedTokensBytes,
  type PrefixHeader,
} from "../../core/prefix-cache/prefix-header";
import { readDisk } from "../../core/prefix-cache/read-disk";
import { readHeader } from "../../core/prefix-cache/read-header";
import type { FileThread, SectionPlace } from "./file-thread";
import type { PrefixKeys } from "./prefix-keys";

/** A prefix on disk whose header and tokens have been found authentic. */
export interface StoredPrefix {
  readonly header: PrefixHeader;
  readonly ids: Int32Array;
}

export interface NewPrefix {
  readonly key: string;
  readonly ids: Int32Array;
  /** Shared memory. */
  readonly state: Buffer;
  readonly computeMilliseconds: number;
}

/** Two, so that reading never waits for writing. */
export interface FileThreads {
  readonly reader: FileThread;
  readonly writer: FileThread;
}

const tokenSection = 0;
const stateSection = 1;

/** The files of one binding: `<directory>/<binding>/<key>.kv`. */
export class PrefixFiles {
  readonly #folder: string;
  readonly #binding: string;
  readonly #keys: PrefixKeys;
  readonly #threads: FileThreads;

  constructor(directory: string, binding: string, keys: PrefixKeys, threads: FileThreads) {
    if (!/^[\w-]+$/.test(binding)) throw new RangeError("the binding of saved prefixes is not a plain name");
    this.#folder = join(directory, binding);
    this.#binding = binding;
    this.#keys = keys;
    this.#threads = threads;
  }

  /** All that are whole and made with this key; the others are removed. */
  async open(): Promise<StoredPrefix[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const stored: StoredPrefix[] = [];
    for (const name of names.filter((file) => file.endsWith(prefixFileExtension))) {
      const key = name.slice(0, -prefixFileExtension.length);
      try {
        const prefix = await this.#verified(key);
        if (prefix === null) await this.remove(key);
        else stored.push(prefix);
      } catch {
        // Unreadable now, or gone since the folder was listed: not ours to judge.
      }
    }
    return stored;
  }

  /** Null when the disk has no room for it. @throws Error when the disk refuses */
  async write({ key, ids, state, computeMilliseconds }: NewPrefix): Promise<StoredPrefix | null> {
    const figures = { key, tokens: ids.length, stateBytes: state.length, computeMilliseconds };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (prefixFileBytes(figures) > writableBytes(await readDisk(this.#folder))) return null;
    const header: PrefixHeader = { ...figures, savedAt: Date.now(), salt: randomBytes(32) };
    await this.#threads.writer.write({
      path: this.#pathOf(key),
      header: encodeHeader(header, this.#binding),
      key: this.#keys.fileKey(header.salt),
      sections: [bytesOf(ids), state],
    });
    return { header, ids };
  }

  /** Null when no authentic file of these tokens is there. @throws Error when it cannot be read */
  async readState(stored: StoredPrefix): Promise<Buffer | null> {
    const state = await this.#stateOf(stored);
    if (state !== null) return state;
    // Another worker may have written the same prefix since.
    const current = await this.#verified(stored.header.key);
    return current === null ? null : await this.#stateOf(current);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  async #verified(key: string): Promise<StoredPrefix | null> {
    const header = await readHeader(this.#pathOf(key), this.#binding);
    if (header?.key !== key) return null;
    const ids = await this.#readTokens(header);
    return ids !== null && this.#keys.nameOf(ids) === key ? { header, ids } : null;
  }

  async #stateOf({ header, ids }: StoredPrefix): Promise<Buffer | null> {
    const tokens = await this.#readTokens(header);
    if (tokens === null || Buffer.compare(bytesOf(tokens), bytesOf(ids)) !== 0) return null;
    const at = headerBytes + sealedTokensBytes(header.tokens);
    return await this.#read(header, { index: stateSection, at, bytes: header.stateBytes });
  }

  async #readTokens(header: PrefixHeader): Promise<Int32Array | null> {
    const bytes = await this.#read(header, { index: tokenSection, at: headerBytes, bytes: 4 * header.tokens });
    return bytes === null ? null : new Int32Array(bytes.buffer, bytes.byteOffset, header.tokens);
  }

  async #read(header: PrefixHeader, section: Pick<SectionPlace, "index" | "at" | "bytes">): Promise<Buffer | null> {
    return await this.#threads.reader.read({
      ...section,
      path: this.#pathOf(header.key),
      header: encodeHeader(header, this.#binding),
      key: this.#keys.fileKey(header.salt),
      fileBytes: prefixFileBytes(header),
    });
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${key}${prefixFileExtension}`);
  }
}

const bytesOf = (ids: Int32Array): Uint8Array => new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
