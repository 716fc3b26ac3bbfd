import type { IncomingHttpHeaders } from "node:http";
import { TresorError } from "../../../shared/errors";
import type { JobTools } from "../job-tools";
import { persistently } from "../persistence";
import { parseContentRange } from "../transfer/parse-content-range";
import { strongEtag } from "../transfer/judge-answer";
import { busyAnswer } from "../web/interrupted";
import type { WebAnswer } from "../web/web";
import { hubFailure } from "./hub-failure";

/** What the hosts say of a file before its bytes come. */
export interface FileDescription {
  readonly sizeBytes: number;
  readonly sha256: string | null;
  readonly etag: string | null;
}

/** @throws TresorError `source_not_found`, `hub_refused`, `download_failed` */
export function describeFile(address: URL, name: string, tools: JobTools): Promise<FileDescription> {
  const ask = (method: "GET" | "HEAD", signal: AbortSignal) =>
    tools.web.open({
      ...{ method, address, purpose: "sends the files", signal },
      // An address that is signed for GET alone refuses HEAD; one byte tells the size as well.
      ...(method === "GET" ? { headers: { range: "bytes=0-0" } } : {}),
    });
  return persistently(async (signal) => {
    const head = await ask("HEAD", signal);
    const { host } = head.address;
    const described = describedBy(head);
    head.body.destroy();
    if (described !== null) return described;
    const probe = await ask("GET", signal);
    const { status, headers } = probe;
    probe.body.destroy();
    const busy = busyAnswer(status, headers["retry-after"], host, Date.now());
    if (busy !== null) throw busy;
    if (status !== 200 && status !== 206) throw hubFailure(status, headers["x-error-code"], name, probe.address.host);
    const probed = describedBy(probe);
    if (probed === null) throw new TresorError("download_failed", `${host} does not say how long ${name} is.`);
    return probed;
  }, tools);
}

function describedBy({ status, headers, wayHeaders }: WebAnswer): FileDescription | null {
  const linked = [...wayHeaders, headers].find((way) => way["x-linked-size"] !== undefined);
  const isWhole = status === 200 || status === 206;
  const sizeBytes = sizeIn(linked?.["x-linked-size"]) ?? (isWhole ? sizeOf(status, headers) : null);
  if (sizeBytes === null || (!isWhole && linked === undefined)) return null;
  const hash = String(linked?.["x-linked-etag"] ?? "").replace(/^"|"$/g, "");
  const sha256 = /^[0-9a-f]{64}$/.test(hash) ? hash : null;
  return { sizeBytes, sha256, etag: sha256 === null && isWhole ? strongEtag(headers) : null };
}

function sizeOf(status: number, headers: IncomingHttpHeaders): number | null {
  if (status === 206) return parseContentRange(headers["content-range"])?.totalBytes ?? null;
  return sizeIn(headers["content-length"]);
}

function sizeIn(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
