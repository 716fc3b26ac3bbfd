import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { HubFile } from "./hub-file";

/** What goes wrong with one answer. */
export type Fault =
  | { readonly type: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly type: "redirect"; readonly location: string }
  /** The connection ends there without a word. */
  | { readonly type: "reset"; readonly afterBytes: number }
  /** Nothing comes any more, and the connection stays. */
  | { readonly type: "stall"; readonly afterBytes: number }
  | { readonly type: "slow"; readonly bytesPerSecond: number }
  /** The whole file, whatever is asked for; with `afterBytes`, reset there. */
  | { readonly type: "no-ranges"; readonly afterBytes?: number }
  /** Other headers than are true. */
  | { readonly type: "headers"; readonly headers: Readonly<Record<string, string>> }
  /** More bytes than were asked for, without a length. */
  | { readonly type: "long"; readonly extraBytes: number };

export interface ServedRange {
  readonly start: number;
  readonly end: number;
}

const chunkBytes = 64 * 1024;

/** The range that the request asks for and gets; null: the whole file. */
export function askedRange(request: IncomingMessage, file: HubFile): ServedRange | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (match === null) return null;
  const ifRange = request.headers["if-range"];
  if (ifRange !== undefined && ifRange !== file.etag) return null;
  const end = match[2] === "" ? file.bytes.length : Math.min(Number(match[2]) + 1, file.bytes.length);
  return { start: Number(match[1]), end };
}

/** Answers with a file's bytes as a well-behaved server does, but for the fault. */
export async function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  file: HubFile,
  fault: Fault | null,
  onSent: (bytes: number) => void,
): Promise<void> {
  const range = fault?.type === "no-ranges" ? null : askedRange(request, file);
  if (range !== null && range.start >= file.bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${file.bytes.length}` }).end();
    return;
  }
  const body = range === null ? file.bytes : file.bytes.subarray(range.start, range.end);
  response.writeHead(range === null ? 200 : 206, {
    etag: file.etag,
    ...(fault?.type === "no-ranges" ? {} : { "accept-ranges": "bytes" }),
    ...(fault?.type === "long" ? {} : { "content-length": String(body.length) }),
    ...(range === null ? {} : { "content-range": `bytes ${range.start}-${range.end - 1}/${file.bytes.length}` }),
    ...(fault?.type === "headers" ? fault.headers : {}),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const most = (fault !== null && "afterBytes" in fault ? fault.afterBytes : null) ?? body.length;
  for (let at = 0; at < Math.min(most, body.length) && !response.destroyed; at += chunkBytes) {
    const chunk = body.subarray(at, Math.min(at + chunkBytes, most));
    if (!response.write(chunk)) await drained(response);
    onSent(chunk.length);
    if (fault?.type === "slow") await wait((chunk.length / fault.bytesPerSecond) * 1_000);
  }
  if (most < body.length) {
    if (fault?.type !== "stall") {
      // What was written goes out first; then the connection is cut.
      await wait(20);
      response.destroy();
    }
    return;
  }
  if (fault?.type === "long") response.write(Buffer.alloc(fault.extraBytes));
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off("drain", settle).off("close", settle);
      resolve();
    };
    response.on("drain", settle).on("close", settle);
  });
}
