import { leavingFirst, type Valued } from "../../core/prefix-cache/leaving-first";
import type { PrefixReport } from "../../core/prefix-cache/prefix-report";
import { FileThread } from "./file-thread";
import { PrefixFiles, type StoredPrefix } from "./prefix-files";
import { PrefixKeys } from "./prefix-keys";
import { TokenOrder, type TokenSequence } from "./token-order";

export interface PrefixStoreOptions {
  /** The folder of all saved prefixes; null keeps them in memory only. */
  readonly directory: string | null;
  /** 32 bytes. */
  readonly key: Buffer;
  /** A name for what states are valid for: model, context parameters, engine version. */
  readonly binding: string;
  /** What states may take in memory. One that waits for the disk may exceed it until it is written. */
  readonly memoryBytes: number;
  /** Whether a state may be cut to any shorter prefix; false: it is used whole or not at all. */
  readonly cuttable: boolean;
  readonly report?: ((report: PrefixReport) => void) | undefined;
}

export interface SavedPrefix {
  readonly key: string;
  /** How many. */
  readonly tokens: number;
}

export interface KeptState {
  readonly tokens: readonly number[];
  /** The store's from now on: a buffer of its own is moved, not copied, and empty afterwards. Shared memory is taken as it is. */
  readonly data: Buffer;
  readonly computeMilliseconds: number;
}

interface Entry extends SavedPrefix, TokenSequence, Valued {
  hits: number;
  lastUsedAt: number;
  /** The state in memory. */
  held: Promise<Buffer> | null;
  /** The state on disk. */
  stored: StoredPrefix | null;
  /** Entries on disk that this one takes the place of once it is there itself. */
  readonly replaces: readonly string[];
}

/** States of token sequences, first in memory, then on disk, so that no prefix is computed twice. One for each worker. */
export class PrefixStore {
  readonly #options: PrefixStoreOptions;
  readonly #keys: PrefixKeys;
  readonly #reader = new FileThread();
  readonly #writer = new FileThread();
  readonly #files: PrefixFiles | null;
  readonly #entries = new Map<string, Entry>();
  readonly #order = new TokenOrder<Entry>();
  /** Kept and not yet on disk, oldest first. */
  readonly #waiting = new Set<Entry>();
  #writing: { readonly entry: Entry; readonly done: Promise<void> } | null = null;
  #heldBytes = 0;

  constructor(options: PrefixStoreOptions) {
    this.#options = options;
    this.#keys = new PrefixKeys(options.key);
    const threads = { reader: this.#reader, writer: this.#writer };
    this.#files =
      options.directory === null ? null : new PrefixFiles(options.directory, options.binding, this.#keys, threads);
  }

  /** Learns what is on disk for this binding. Starts the threads too, which would keep a token waiting later. */
  async open(): Promise<void> {
    this.#reader.start();
    if (this.#files !== null) this.#writer.start();
    for (const stored of (await this.#files?.open()) ?? []) {
      const { key, tokens, stateBytes, computeMilliseconds, savedAt } = stored.header;
      const use = { computeMilliseconds, hits: 0, lastUsedAt: savedAt };
      this.#add({ key, tokens, ids: stored.ids, bytes: stateBytes, ...use, held: null, stored, replaces: [] });
    }
  }

  /**
   * The entry that covers most of these tokens, if it covers more than `longerThan`; of equals one in memory, then the smallest.
   * Whoever must evaluate at least one token asks without the last one.
   */
  find(tokens: readonly number[], longerThan: number): { readonly entry: SavedPrefix; readonly usable: number } | null {
    if (!this.#options.cuttable) {
      const entry = this.#order.longestWithin(tokens);
      return entry !== null && entry.tokens > longerThan ? { entry, usable: entry.tokens } : null;
    }
    const { shared, items } = this.#order.sharingMost(tokens);
    const [first, ...others] = items;
    if (first === undefined || shared <= longerThan) return null;
    return { entry: others.reduce(cheaper, first), usable: shared };
  }

  /** The state, not to be written to. Null when it is gone or not what was kept; the entry is dropped then. Counts a hit. */
  async read({ key }: SavedPrefix): Promise<Buffer | null> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    const state = await this.#stateOf(entry).catch(() => null);
    if (this.#entries.get(key) !== entry) return state;
    if (state === null) {
      this.#remove(entry);
      await this.#files?.remove(key).catch(() => undefined);
      return null;
    }
    entry.hits++;
    entry.lastUsedAt = Date.now();
    this.#options.report?.({ type: "used", key });
    return state;
  }

  /** Takes a state into memory at once, and to the disk when there is time. What it makes superfluous goes. */
  keep({ tokens, data, computeMilliseconds }: KeptState): void {
    if (tokens.length === 0 || data.length === 0) return;
    const ids = new Int32Array(tokens);
    const covering = this.#order.covering(ids);
    if (covering !== null && (this.#options.cuttable || covering.tokens === ids.length)) {
      covering.lastUsedAt = Date.now();
      return;
    }
    const superseded = this.#options.cuttable ? this.#order.within(ids) : [];
    for (const entry of superseded) this.#remove(entry);
    const bytes = data.length;
    const held = this.#reader.share(data);
    held.catch(() => undefined);
    const entry: Entry = {
      key: this.#keys.nameOf(ids),
      tokens: ids.length,
      ids,
      bytes,
      computeMilliseconds,
      hits: superseded.reduce((sum, { hits }) => sum + hits, 0),
      lastUsedAt: Date.now(),
      held,
      stored: null,
      replaces: superseded.flatMap(({ key, replaces }) => [key, ...replaces]),
    };
    this.#add(entry);
    if (this.#files !== null) this.#waiting.add(entry);
    this.#letGo();
    this.#writeNext(this.#files);
  }

  /** Forgets everything; the files are removed by whoever owns the directory, one being written by itself. */
  forget(): void {
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
  }

  /** Resolves when everything that was kept is on disk. The threads end; whatever is asked later starts them again. */
  async settle(): Promise<void> {
    while (this.#writing !== null) await this.#writing.done;
    const held = [...this.#entries.values()].flatMap((entry) => (entry.held === null ? [] : [entry.held]));
    await Promise.allSettled(held);
    await Promise.all([this.#reader.end(), this.#writer.end()]);
  }

  async #stateOf({ held, stored }: Entry): Promise<Buffer | null> {
    if (held !== null) return await held;
    return stored === null || this.#files === null ? null : await this.#files.readState(stored);
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.key, entry);
    this.#order.add(entry);
    if (entry.held !== null) this.#heldBytes += entry.bytes;
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.key);
    this.#order.remove(entry);
    this.#waiting.delete(entry);
    this.#release(entry);
  }

  #release(entry: Entry): void {
    if (entry.held !== null) this.#heldBytes -= entry.bytes;
    entry.held = null;
  }

  /** Keeps to the bound in memory. What is not on disk then is lost. */
  #letGo(): void {
    for (const entry of this.#dispensable()) {
      if (this.#heldBytes <= this.#options.memoryBytes) return;
      if (entry.stored === null) this.#remove(entry);
      else this.#release(entry);
    }
  }

  /** First what does not wait for the disk, then what does, in the order in which they leave; never the one kept last. */
  #dispensable(): readonly Entry[] {
    const now = Date.now();
    const waiting = [...this.#waiting];
    const settled = [...this.#entries.values()].filter(
      (entry) => entry.held !== null && !this.#waiting.has(entry) && entry !== this.#writing?.entry,
    );
    return [...leavingFirst(settled, now), ...leavingFirst(waiting.slice(0, -1), now)];
  }

  #writeNext(files: PrefixFiles | null): void {
    const [entry] = this.#waiting;
    if (files === null || entry === undefined || entry.held === null || this.#writing !== null) return;
    this.#waiting.delete(entry);
    const done = this.#write(files, entry, entry.held)
      // A disk that refuses takes nothing away: the state stays in memory while there is room.
      .catch(() => undefined)
      .then(() => {
        this.#writing = null;
        this.#letGo();
        this.#writeNext(files);
      });
    this.#writing = { entry, done };
  }

  async #write(files: PrefixFiles, entry: Entry, held: Promise<Buffer>): Promise<void> {
    const { key, ids, computeMilliseconds, replaces } = entry;
    const stored = await files.write({ key, ids, state: await held, computeMilliseconds });
    if (stored === null) return;
    if (this.#entries.get(key) !== entry) {
      await files.remove(key);
      return;
    }
    entry.stored = stored;
    for (const replaced of replaces) if (!this.#entries.has(replaced)) await files.remove(replaced);
    this.#options.report?.({ type: "saved", key, replaced: replaces });
  }
}

/** Of two entries that cover the same. */
function cheaper(a: Entry, b: Entry): Entry {
  if ((a.held === null) !== (b.held === null)) return a.held === null ? b : a;
  return b.bytes < a.bytes ? b : a;
}
