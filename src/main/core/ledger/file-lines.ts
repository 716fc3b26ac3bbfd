import { open } from "node:fs/promises";

const partBytes = 1024 * 1024;
const lineFeed = 0x0a;

export interface FileLine {
  /** Without its line feed. Valid until the next line is asked for. */
  readonly bytes: Buffer;
  /** Where the line begins in the file. */
  readonly offset: number;
  /** False for an end of the file without a line feed: a torn line. */
  readonly isWhole: boolean;
}

/** The lines of a file, part by part, so that its size does not matter. */
export async function* fileLines(path: string): AsyncGenerator<readonly FileLine[], void, void> {
  const file = await open(path, "r");
  try {
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(rest.length + partBytes);
      rest.copy(part);
      const { bytesRead } = await file.read(part, rest.length, partBytes, offset + rest.length);
      const filled = part.subarray(0, rest.length + bytesRead);
      const { lines, used } = split(filled, offset);
      if (lines.length > 0) yield lines;
      rest = filled.subarray(used);
      offset += used;
      if (bytesRead === 0) break;
    }
    if (rest.length > 0) yield [{ bytes: rest, offset, isWhole: false }];
  } finally {
    await file.close();
  }
}

function split(bytes: Buffer, offset: number): { readonly lines: readonly FileLine[]; readonly used: number } {
  const lines: FileLine[] = [];
  let used = 0;
  for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, used)) {
    lines.push({ bytes: bytes.subarray(used, end), offset: offset + used, isWhole: true });
    used = end + 1;
  }
  return { lines, used };
}
