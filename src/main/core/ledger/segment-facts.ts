import { fileLines } from "./file-lines";
import { checkLine, type LineFacts } from "./ledger-line";
import type { SegmentFile } from "./segment-files";

/** The ends of a closed segment. */
export interface SegmentFacts {
  readonly file: SegmentFile;
  readonly first: LineFacts;
  readonly last: LineFacts;
}

/** Null for a file without a good record: `verify` names it, and the chain goes on beside it. */
export async function readSegmentFacts(file: SegmentFile): Promise<SegmentFacts | null> {
  let first: LineFacts | null = null;
  let last: LineFacts | null = null;
  for await (const lines of fileLines(file.path)) {
    for (const { bytes } of lines) {
      const facts = checkLine(bytes);
      if (facts === null) continue;
      first ??= facts;
      last = facts;
    }
  }
  return first === null || last === null ? null : { file, first, last };
}
