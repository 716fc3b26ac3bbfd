import { randomBytes } from "node:crypto";
import type { TresorError } from "../../../shared/errors";
import type { Download } from "../../../shared/shapes/download";
import type { FetchedFile } from "./fetcher-protocol";

/** `host` is announced before a byte goes out. */
export function newDownload(source: string, host: string, at: string): Download {
  return {
    id: randomBytes(6).toString("hex"),
    source,
    state: "resolving",
    hosts: [host],
    files: [],
    bytes: 0,
    totalBytes: null,
    bytesPerSecond: null,
    etaSeconds: null,
    bytesSent: 0,
    startedAt: at,
    endedAt: null,
    reference: null,
    error: null,
  };
}

/** It waits for its turn or is under way: somebody who asks for the same joins it. */
export function isUnderWay({ state }: Download): boolean {
  return state === "resolving" || state === "downloading" || state === "verifying";
}

/** It can go on from what it has. */
export function canGoOn({ state }: Download): boolean {
  return state === "paused" || state === "failed";
}

export function withHost(download: Download, host: string): Download {
  return download.hosts.includes(host) ? download : { ...download, hosts: [...download.hosts, host] };
}

export function withFiles(download: Download, state: Download["state"], files: readonly FetchedFile[]): Download {
  const sum = (of: (file: FetchedFile) => number) => files.reduce((total, file) => total + of(file), 0);
  // A process that takes the job up again resolves anew; what is known of the files stays visible meanwhile.
  if (files.length === 0) return { ...download, state };
  return {
    ...download,
    state,
    files: files.map(({ name, bytes, totalBytes, sha256 }) => {
      const digest = sha256 === undefined || sha256 === null ? null : `sha256:${sha256}`;
      return { name, bytes, totalBytes, digest };
    }),
    bytes: sum(({ bytes }) => bytes),
    totalBytes: sum(({ totalBytes }) => totalBytes),
  };
}

/** No bytes move: there is no speed to show. */
export function atRest(download: Download, state: Download["state"]): Download {
  return { ...download, state, bytesPerSecond: null, etaSeconds: null };
}

/** Waits for its turn, or goes on when it gets it. */
export function queued(download: Download): Download {
  return { ...atRest(download, "resolving"), error: null, endedAt: null };
}

export function ended(download: Download, state: "failed" | "cancelled", at: string, error: TresorError): Download {
  return { ...atRest(download, state), endedAt: at, error: state === "failed" ? error.toWire() : null };
}

export function arrived(download: Download, reference: string, at: string): Download {
  return { ...atRest(download, "done"), reference, endedAt: at, error: null };
}
