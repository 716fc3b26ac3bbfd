import { mkdir, rm, stat } from "node:fs/promises";
import type { LedgerEntry, LedgerHead } from "../../../shared/shapes/ledger";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import { Chain, emptyChain, type ChainState } from "./chain";
import { readSegmentFacts, type SegmentFacts } from "./segment-facts";
import { repairTail } from "./repair-tail";
import { leavingSegments, type RetentionRules } from "./retention";
import { segmentFile, segmentFiles } from "./segment-files";
import { SegmentWriter } from "./segment-writer";
import type { SigningKey } from "./signing-key";

export interface LedgerOptions {
  readonly folder: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Read at each rotation, since the user may change them. */
  readonly retention: () => RetentionRules;
  readonly segmentBytes?: number;
}

/** Whether records reach the disk. */
export type LedgerHealth =
  { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly since: number };

const defaultSegmentBytes = 16 * 2 ** 20;
/** A signature costs about 50 µs; what is not signed yet is chained all the same. */
const signatureMilliseconds = 60_000;
const recordsBetweenSignatures = 4_096;
/** While the disk refuses, so many records wait; what comes beyond is counted and told as a gap. */
const mostWaiting = 10_000;
const retryMilliseconds = 1_000;

interface Waiting {
  /** `sign`: a signature over all before it. */
  readonly entry: LedgerEntry | "sign";
  readonly at: number;
  /** Told once whether the record is on the disk. */
  tell: ((written: boolean) => void) | null;
}

/**
 * The append-only record. Records are written in the order in which they came, many with one sync; whoever awaits `append` learns
 * whether its record has reached the disk. One file is open; a full one is signed, closed and followed by the next.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  #waiting: Waiting[] = [];
  #segments: SegmentFacts[] = [];
  #writer: SegmentWriter | null = null;
  #segmentNumber = 0;
  #chain: ChainState = emptyChain;
  #lost = 0;
  #writing: Promise<void> | null = null;
  #isWriting = false;
  #health: LedgerHealth = { ok: true };
  #stopSigning: (() => void) | null = null;
  #closed = false;

  private constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Goes on where the last run ended, repairs a torn end and records that. @throws Error when the folder cannot be written */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const ledger = new Ledger(options);
    await ledger.#open();
    return ledger;
  }

  get head(): LedgerHead {
    const { hash, number, at } = this.#chain;
    return { hash, count: number, at: new Date(at).toISOString() };
  }

  get health(): LedgerHealth {
    return this.#health;
  }

  /** True when the record is on the disk; false as soon as the disk refuses it: it is tried again then, while others wait for nothing. */
  append(entry: LedgerEntry): Promise<boolean> {
    return new Promise((resolve) => this.#take(entry, resolve));
  }

  /** Records without waiting. */
  note(entry: LedgerEntry): void {
    this.#take(entry, null);
  }

  /** Signs all that there is and returns the head: the anchor that an owner can keep elsewhere. */
  async anchor(): Promise<LedgerHead> {
    await new Promise((resolve) => this.#take("sign", resolve));
    return this.head;
  }

  /** Writes and signs what there is. What a disk that refuses still owes is lost. */
  async close(): Promise<void> {
    this.#stopSigning?.();
    this.#signIfDue();
    this.#closed = true;
    await this.#writing;
    await this.#writer?.close();
  }

  async #open(): Promise<void> {
    const { folder, clock } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files = await segmentFiles(folder);
    const last = files.at(-1);
    this.#segments = (await Promise.all(files.slice(0, -1).map(readSegmentFacts))).filter((facts) => facts !== null);
    if (last !== undefined) {
      const end = await repairTail(last);
      const before = end.last ?? this.#segments.at(-1)?.last;
      if (before !== undefined) {
        this.#chain = { number: before.number, hash: before.hash, at: Date.parse(before.at), unsigned: 1 };
      }
      this.#segmentNumber = last.number;
      // A file has one signer: with another key the next file begins.
      const isOurs = end.publicKey === this.#options.key.publicKey || end.last === null;
      if (isOurs) this.#writer = await SegmentWriter.open(last, end.sizeBytes);
      if (end.removed !== null) {
        const { bytes, hash } = end.removed;
        this.note({ type: "repair", file: last.name, removedBytes: bytes, removedHash: hash });
      }
    }
    this.#stopSigning = clock.every(signatureMilliseconds, () => this.#signIfDue());
  }

  #signIfDue(): void {
    if (this.#chain.unsigned > 0 || this.#waiting.length > 0) this.#take("sign", null);
  }

  #take(entry: Waiting["entry"], tell: Waiting["tell"]): void {
    if (this.#closed || this.#waiting.length >= mostWaiting) {
      this.#lost += 1;
      tell?.(false);
      return;
    }
    this.#waiting.push({ entry, at: this.#options.clock.now(), tell });
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    // One turn, so that all that comes at once shares a sync.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch);
        this.#health = { ok: true };
        tellAll(batch, true);
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting];
        this.#failed(error);
        tellAll(this.#waiting, false);
        if (this.#closed) break;
        await this.#options.clock.sleep(retryMilliseconds);
      }
    }
    // In the same turn as the last look at what waits.
    this.#isWriting = false;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const { key, clock, segmentBytes = defaultSegmentBytes } = this.#options;
    const writer = await this.#readyWriter();
    const chain = new Chain(this.#chain, key);
    if (writer.sizeBytes === 0) {
      chain.add({ type: "segment", segment: this.#segmentNumber, publicKey: key.publicKey }, clock.now());
    }
    if (this.#lost > 0) {
      const reason = this.#health.ok ? "More came than could be kept." : this.#health.reason;
      chain.add({ type: "gap", lostRecords: this.#lost, reason }, clock.now());
    }
    for (const { entry, at } of batch) {
      if (entry === "sign") chain.sign(at);
      else chain.add(entry, at);
    }
    const isFull = writer.sizeBytes + chain.text.length >= segmentBytes;
    if (isFull || chain.state.unsigned >= recordsBetweenSignatures) chain.sign(clock.now());
    await writer.append(Buffer.from(chain.text));
    this.#chain = chain.state;
    this.#lost = 0;
    if (isFull) await this.#rotate(writer);
  }

  async #readyWriter(): Promise<SegmentWriter> {
    if (this.#writer === null) {
      this.#segmentNumber += 1;
      this.#writer = await SegmentWriter.open(segmentFile(this.#options.folder, this.#segmentNumber), 0);
    }
    return this.#writer;
  }

  /** The next record opens another file. */
  async #rotate(writer: SegmentWriter): Promise<void> {
    this.#writer = null;
    await writer.close();
    const facts = await readSegmentFacts(segmentFile(this.#options.folder, this.#segmentNumber));
    if (facts !== null) this.#segments.push(facts);
    await this.#retain();
  }

  /** The tombstone is on the disk before the files go. */
  async #retain(): Promise<void> {
    const closed = await Promise.all(
      this.#segments.map(async ({ file, last }) => ({
        number: file.number,
        sizeBytes: (await stat(file.path)).size,
        lastAt: Date.parse(last.at),
      })),
    );
    const leaving = leavingSegments(closed, this.#options.retention(), this.#options.clock.now());
    const gone = this.#segments.slice(0, leaving.length);
    const [oldest, newest] = [gone[0], gone.at(-1)];
    if (oldest === undefined || newest === undefined) return;
    this.#segments = this.#segments.slice(leaving.length);
    const tombstone: LedgerEntry = {
      type: "tombstone",
      files: gone.map(({ file }) => file.name),
      firstNumber: oldest.first.number,
      lastNumber: newest.last.number,
      firstHash: oldest.first.hash,
      lastHash: newest.last.hash,
      reason: "Older, or more, than the settings keep.",
    };
    this.#take(tombstone, (written) => {
      if (written) for (const { file } of gone) void rm(file.path, { force: true }).catch(() => undefined);
      else this.#segments = [...gone, ...this.#segments];
    });
    this.#take("sign", null);
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (!this.#health.ok) return;
    this.#health = { ok: false, reason, since: this.#options.clock.now() };
    this.#options.logger.error({ reason }, "the ledger cannot be written");
  }
}

function tellAll(batch: readonly Waiting[], written: boolean): void {
  for (const waiting of batch) {
    waiting.tell?.(written);
    waiting.tell = null;
  }
}
