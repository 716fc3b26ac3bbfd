import type { IncomingHttpHeaders } from "node:http";
import { TresorError } from "../../../shared/errors";
import { busyAnswer } from "../web/interrupted";
import { parseContentRange } from "./parse-content-range";
import type { ByteRange } from "./ranges";

/** What is known of a file before its bytes come. */
export interface Expectation {
  readonly sizeBytes: number;
  /** Given: the bytes are fixed by it, and an ETag tells nothing more. */
  readonly sha256: string | null;
  readonly etag: string | null;
}

export type Verdict =
  | { readonly type: "range" }
  /** The server sends the file as a whole, whatever it is asked for. */
  | { readonly type: "whole" }
  | { readonly type: "changed"; readonly reason: string }
  | { readonly type: "failed"; readonly error: Error };

/** Only a strong ETag may stand in If-Range. */
export function strongEtag(headers: IncomingHttpHeaders): string | null {
  const { etag } = headers;
  return etag === undefined || etag.startsWith("W/") ? null : etag;
}

/**
 * Holds an answer against what was asked and what is known. Nothing is taken from a server that contradicts itself.
 *
 * @param asked null: the whole file was asked for
 */
export function judgeAnswer(
  { status, headers, host }: { readonly status: number; readonly headers: IncomingHttpHeaders; readonly host: string },
  asked: ByteRange | null,
  expected: Expectation,
): Verdict {
  const refuse = (message: string): Verdict => ({
    type: "failed",
    error: new TresorError("download_failed", `${host} ${message}`),
  });
  const busy = busyAnswer(status, headers["retry-after"], host, Date.now());
  if (busy !== null) return { type: "failed", error: busy };
  if (status === 416) return refuse("says that the file ends before the range that it promised (416).");
  if (status !== 200 && status !== 206) return refuse(`answers ${status}.`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return refuse(`sends the file encoded as ${encoding}, which was not asked for.`);

  const etag = strongEtag(headers);
  const isOther = expected.sha256 === null && expected.etag !== null && etag !== null && etag !== expected.etag;
  const length = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  if (isOther) return { type: "changed", reason: `its ETag was ${expected.etag} and is ${etag}` };
  if (status === 200) {
    if (length !== null && length !== expected.sizeBytes) {
      return refuse(`sends ${length} bytes of a file that was said to have ${expected.sizeBytes}.`);
    }
    return { type: "whole" };
  }
  if (asked === null) return refuse("sends a part of the file where the whole was asked for.");
  const range = parseContentRange(headers["content-range"]);
  if (range === null) return refuse("sends a part of the file and does not say which.");
  if (range.totalBytes !== null && range.totalBytes !== expected.sizeBytes) {
    return refuse(`says that the file has ${range.totalBytes} bytes; before, it had ${expected.sizeBytes}.`);
  }
  if (range.start !== asked.start || range.end > asked.end) {
    return refuse(`sends bytes ${spanOf(range)} where ${spanOf(asked)} were asked for.`);
  }
  if (length !== null && length !== range.end - range.start) {
    return refuse(`sends ${length} bytes and calls them ${spanOf(range)}.`);
  }
  return { type: "range" };
}

function spanOf({ start, end }: ByteRange): string {
  return `${start}–${end - 1}`;
}
