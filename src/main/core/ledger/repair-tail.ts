import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { LedgerRecord } from "../../../shared/shapes/ledger";
import { fileLines } from "./file-lines";
import { checkLine, type LineFacts } from "./ledger-line";
import type { SegmentFile } from "./segment-files";

export interface SegmentEnd {
  /** The last record of the file; null: it has none. */
  readonly last: LineFacts | null;
  /** That signs this file; null when its heading is gone. */
  readonly publicKey: string | null;
  /** Where the next record goes. */
  readonly sizeBytes: number;
  /** What was cut off: an end that a crash had torn. */
  readonly removed: { readonly bytes: number; readonly hash: string } | null;
}

/**
 * Looks for the last good record and cuts what follows it, when that is a line that was torn in the middle of its writing. A bad line
 * with good ones after it is no accident of writing: it stays, for `verify` to name, and the chain goes on from the file's last line.
 */
export async function repairTail(file: SegmentFile): Promise<SegmentEnd> {
  let last: LineFacts | null = null;
  let publicKey: string | null = null;
  let goodBytes = 0;
  let allBytes = 0;
  const torn: Buffer[] = [];
  for await (const lines of fileLines(file.path)) {
    for (const { bytes, offset, isWhole } of lines) {
      allBytes = offset + bytes.length + (isWhole ? 1 : 0);
      const facts = isWhole ? checkLine(bytes) : null;
      if (facts === null) {
        torn.push(Buffer.from(bytes), Buffer.from(isWhole ? "\n" : ""));
        continue;
      }
      torn.length = 0;
      if (facts.type === "segment") publicKey = publicKeyOf(bytes);
      last = facts;
      goodBytes = allBytes;
    }
  }
  if (goodBytes === allBytes) return { last, publicKey, sizeBytes: goodBytes, removed: null };
  await cut(file.path, goodBytes);
  const hash = createHash("sha256").update(Buffer.concat(torn)).digest("hex");
  return { last, publicKey, sizeBytes: goodBytes, removed: { bytes: allBytes - goodBytes, hash } };
}

function publicKeyOf(heading: Buffer): string | null {
  const record = JSON.parse(heading.toString("utf8")) as LedgerRecord;
  return record.type === "segment" ? record.publicKey : null;
}

async function cut(path: string, bytes: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.truncate(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
