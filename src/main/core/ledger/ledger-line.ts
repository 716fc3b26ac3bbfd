import { hash as digestOf } from "node:crypto";
import type { LedgerEntry } from "../../../shared/shapes/ledger";

/**
 * One record as a line of JSON whose first and last members have fixed places:
 *
 * `{"n":7,"previous":"<64 hex>","at":"2026-11-27T06:45:31.123Z","type":"request",…,"hash":"<64 hex>"}`
 *
 * The hash is the SHA-256 of the line's bytes before `,"hash"`. It holds `previous`, so each record is chained to all before it, and a
 * chain is checked without reading the JSON.
 */
export interface LineFacts {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
  readonly type: string;
  readonly at: string;
}

export const genesisHash = "0".repeat(64);

const hashLength = 64;
/** `,"hash":"` */
const hashOpening = Buffer.from(',"hash":"');
/** `"}` */
const closingLength = 2;
const tailLength = hashOpening.length + hashLength + closingLength;
/** Number, previous, time and type lie within so many bytes. */
const headLength = 192;
const head =
  /^\{"n":(\d{1,15}),"previous":"([0-9a-f]{64})","at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","type":"([A-Za-z]{1,32})"/;

export interface EncodedLine {
  /** With its line feed. */
  readonly text: string;
  readonly hash: string;
}

/** `at` as `Date.toISOString` writes it. */
export function encodeLine(number: number, previous: string, at: string, entry: LedgerEntry): EncodedLine {
  const { type, ...rest } = entry;
  const body = JSON.stringify({ n: number, previous, at, type, ...rest }).slice(0, -1);
  const hash = digestOf("sha256", body);
  return { text: `${body},"hash":"${hash}"}\n`, hash };
}

/** What a line says of itself when its hash is right; null when it was changed or is no record. `line` is without its line feed. */
export function checkLine(line: Buffer): LineFacts | null {
  const bodyLength = line.length - tailLength;
  if (
    bodyLength <= 0 ||
    line.compare(hashOpening, 0, hashOpening.length, bodyLength, bodyLength + hashOpening.length)
  ) {
    return null;
  }
  const hash = line.toString("latin1", bodyLength + hashOpening.length, line.length - closingLength);
  if (line.toString("latin1", line.length - closingLength) !== '"}') return null;
  if (digestOf("sha256", line.subarray(0, bodyLength)) !== hash) return null;
  const [, number, previous, at, type] = head.exec(line.toString("latin1", 0, Math.min(bodyLength, headLength))) ?? [];
  if (number === undefined || previous === undefined || at === undefined || type === undefined) return null;
  return { number: Number(number), previous, hash, type, at };
}
