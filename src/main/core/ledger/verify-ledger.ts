import { stat } from "node:fs/promises";
import type { LedgerHead, LedgerRecord, LedgerVerdict } from "../../../shared/shapes/ledger";
import { fileLines, type FileLine } from "./file-lines";
import { checkLine, genesisHash, type LineFacts } from "./ledger-line";
import { segmentFiles, type SegmentFile } from "./segment-files";
import { fingerprintOf, isSignedBy } from "./signing-key";

export interface VerifyOptions {
  /** Earlier heads that must be in the chain: whoever keeps one outside can tell that the past was not rewritten. */
  readonly anchors?: readonly Pick<LedgerHead, "hash" | "count">[];
  /** SPKI in base64; signatures of another key are bad. Absent: the key that each segment names. */
  readonly publicKey?: string;
}

/**
 * Recomputes the chain and the signatures of all segments in a folder, and names the first record that is not as it was written. What
 * it cannot see: an end that was cut off at a record's border, unless an anchor says that there was more.
 */
export async function verifyLedger(folder: string, options: VerifyOptions = {}): Promise<LedgerVerdict> {
  const files = await segmentFiles(folder);
  const check = new ChainCheck(options);
  for (const file of files) {
    if (!(await checkSegment(file, check))) break;
  }
  return check.verdict(files.length);
}

async function checkSegment(file: SegmentFile, check: ChainCheck): Promise<boolean> {
  const { size } = await stat(file.path);
  if (size === 0) return check.fail(file, 1, null, "The file is empty.");
  check.beginSegment(file);
  let lineNumber = 0;
  for await (const lines of fileLines(file.path)) {
    for (const line of lines) {
      lineNumber += 1;
      if (!check.take(file, lineNumber, line)) return false;
    }
  }
  return true;
}

class ChainCheck {
  readonly #options: VerifyOptions;
  readonly #keys = new Set<string>();
  readonly #anchors: Map<number, string>;
  #publicKey: string | null = null;
  #isFirstOfSegment = true;
  #last: LineFacts | null = null;
  #segmentNumber: number | null = null;
  #records = 0;
  #signedRecords = 0;
  #firstBad: LedgerVerdict["firstBad"] = null;
  /** Where the chain begins when its first segments are gone, until a tombstone accounts for them. */
  #unaccounted: { readonly file: string; readonly number: number; readonly previous: string } | null = null;

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#anchors = new Map(options.anchors?.map(({ count, hash }) => [count, hash]));
  }

  beginSegment({ number }: SegmentFile): void {
    this.#isFirstOfSegment = true;
    this.#segmentNumber = number;
  }

  /** False when the line is bad. */
  take(file: SegmentFile, lineNumber: number, { bytes, isWhole }: FileLine): boolean {
    const facts = isWhole ? checkLine(bytes) : null;
    if (facts === null) {
      const expected = this.#last === null ? null : this.#last.number + 1;
      const what = isWhole ? "The record was changed." : "The last record is torn.";
      return this.fail(file, lineNumber, expected, what);
    }
    if (this.#last === null && facts.number > 1) this.#unaccounted = { file: file.name, ...facts };
    const fault = this.#chainFault(facts) ?? this.#meaningFault(facts, bytes);
    if (fault !== null) return this.fail(file, lineNumber, facts.number, fault);
    this.#isFirstOfSegment = false;
    this.#last = facts;
    this.#records += 1;
    this.#anchors.delete(facts.number);
    return true;
  }

  fail({ name }: SegmentFile, line: number, record: number | null, what: string): false {
    this.#firstBad = { file: name, line, record, what };
    return false;
  }

  verdict(segments: number): LedgerVerdict {
    if (this.#firstBad === null && this.#unaccounted !== null) {
      const { file, number } = this.#unaccounted;
      const what = `The records before ${number} are gone, and no tombstone tells of their removal.`;
      this.#firstBad = { file, line: 1, record: number, what };
    }
    const [lost] = this.#anchors;
    if (this.#firstBad === null && lost !== undefined && segments > 0) {
      const what = `The ledger ends before record ${lost[0]}, which an anchor names, or no longer holds it.`;
      this.#firstBad = { file: "", line: 1, record: lost[0], what };
    }
    const last = this.#last;
    return {
      ok: this.#firstBad === null,
      records: this.#records,
      segments,
      head: last === null ? null : { hash: last.hash, count: last.number, at: last.at },
      signedRecords: this.#signedRecords,
      keys: [...this.#keys].map(fingerprintOf),
      firstBad: this.#firstBad,
    };
  }

  #chainFault({ number, previous, hash, type }: LineFacts): string | null {
    const last = this.#last;
    if (this.#isFirstOfSegment && type !== "segment") return "The file does not begin with its own heading.";
    if (last === null) {
      if (number === 1 && previous !== genesisHash) return "The first record does not begin the chain.";
    } else if (number !== last.number + 1) {
      return `Record ${last.number + 1} is missing: ${number} follows ${last.number}.`;
    } else if (previous !== last.hash) {
      return "The record does not follow the one before it.";
    }
    const anchored = this.#anchors.get(number);
    return anchored !== undefined && anchored !== hash ? "The record is not the one that the anchor names." : null;
  }

  /** Of the few kinds that say something about the ledger itself. */
  #meaningFault(facts: LineFacts, bytes: Buffer): string | null {
    if (facts.type === "segment") return this.#segmentFault(recordOf(bytes));
    if (facts.type === "signature") return this.#signatureFault(recordOf(bytes));
    if (facts.type === "tombstone") this.#account(recordOf(bytes));
    return null;
  }

  #account(record: LedgerRecord): void {
    const gap = this.#unaccounted;
    if (record.type !== "tombstone" || gap === null) return;
    if (record.lastNumber === gap.number - 1 && record.lastHash === gap.previous) this.#unaccounted = null;
    for (const count of this.#anchors.keys()) if (count <= record.lastNumber) this.#anchors.delete(count);
  }

  #segmentFault(record: LedgerRecord): string | null {
    if (record.type !== "segment") return "The heading cannot be read.";
    if (record.segment !== this.#segmentNumber)
      return `The file holds segment ${record.segment}: it was moved or renamed.`;
    if (this.#options.publicKey !== undefined && record.publicKey !== this.#options.publicKey) {
      return "The segment names another key than this Tresor's.";
    }
    this.#publicKey = record.publicKey;
    return null;
  }

  #signatureFault(record: LedgerRecord): string | null {
    if (record.type !== "signature" || this.#publicKey === null) return "The signature cannot be read.";
    if (!isSignedBy(this.#publicKey, record.n, record.previous, record.signature)) return "The signature is wrong.";
    this.#keys.add(this.#publicKey);
    this.#signedRecords = record.n - 1;
    return null;
  }
}

const recordOf = (line: Buffer): LedgerRecord => JSON.parse(line.toString("utf8")) as LedgerRecord;
