import { TresorError } from "../../../shared/errors";
import type { JobTools } from "../job-tools";
import { persistently } from "../persistence";
import { Interrupted } from "../web/interrupted";
import { nextChunk } from "../web/next-chunk";
import type { FileRoute } from "./file-route";
import { judgeAnswer } from "./judge-answer";
import type { PartFile } from "./part-file";
import type { ByteRange } from "./ranges";

/** The server sends the file as a whole, whatever range it is asked for. */
export class NoRanges extends Error {}

/** It is no longer the file that the download began with. */
export class FileChanged extends Error {}

type Receiving = Pick<JobTools, "limit" | "gate" | "pace">;

/**
 * Brings one range into the part file; what is there after an interruption is not asked for again.
 *
 * @param asked null: the whole file, which after an interruption begins anew
 * @throws NoRanges; FileChanged; TresorError
 */
export async function receiveRange(
  route: FileRoute,
  part: PartFile,
  asked: ByteRange | null,
  tools: Receiving,
  signal: AbortSignal,
): Promise<void> {
  const { sizeBytes } = part.identity;
  const end = asked?.end ?? sizeBytes;
  let position = asked?.start ?? 0;
  await persistently(
    async (attemptSignal, gained) => {
      if (asked === null) position = 0;
      if (position === end) return;
      const rest = asked === null ? null : { start: position, end };
      const answer = await route.open(headersFor(rest, part.identity.sha256, part.identity.etag), attemptSignal);
      const { body } = answer;
      const { host } = answer.address;
      try {
        const verdict = judgeAnswer({ ...answer, host }, rest, part.identity);
        if (verdict.type === "failed") throw verdict.error;
        if (verdict.type === "changed") throw new FileChanged(verdict.reason);
        if (verdict.type === "whole" && rest !== null && (rest.start > 0 || end < sizeBytes)) throw new NoRanges();
        for (;;) {
          const chunk = await nextChunk(body, tools.pace.stallMilliseconds);
          if (chunk === null) break;
          if (position + chunk.length > end) {
            throw new TresorError("download_failed", `${host} sends more bytes than it said.`);
          }
          await part.write(chunk, position);
          position += chunk.length;
          if (asked !== null) gained();
          await tools.limit.take(chunk.length, attemptSignal);
        }
        if (position < end) throw new Interrupted(`${host} ended before all bytes had come`);
      } finally {
        body.destroy();
      }
    },
    { ...tools, signal },
  );
}

function headersFor(range: ByteRange | null, sha256: string | null, etag: string | null): Record<string, string> {
  if (range === null) return {};
  return {
    range: `bytes=${range.start}-${range.end - 1}`,
    ...(sha256 === null && etag !== null ? { "if-range": etag } : {}),
  };
}
