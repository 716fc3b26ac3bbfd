import type { WireError } from "../../../shared/errors";
import type { DownloadState } from "../../../shared/shapes/download";
import type { Source } from "./hub-reference";

/** One outbound job. A fetcher process is started for one job and ends with it. */
export interface FetchJob {
  /** As `parseSource` in hub-reference.ts gave it. */
  readonly source: Source;
  /** Where finished files go; parts and journals lie beside them. Exists. */
  readonly directory: string;
  /** `https://huggingface.co` or a mirror. */
  readonly endpoint: string;
  /** Sent to the endpoint's own host and nowhere else; null: none. */
  readonly token: string | null;
  readonly limitBytesPerSecond: number | null;
  readonly connections: number;
  /** Other paces than the fetcher's own; tests have less patience. */
  readonly pace?: Partial<FetchPace>;
}

export interface FetchPace {
  /** So long without a byte, and the connection is given up and opened again. */
  readonly stallMilliseconds: number;
  /** The first wait before trying again; it doubles. */
  readonly retryMilliseconds: number;
  /** So often in a row without a byte gained, and the job has failed. */
  readonly attempts: number;
  /** How often what has come is made sure of: what is newer is lost with the process. */
  readonly checkpointMilliseconds: number;
  /** The most that one request asks for. */
  readonly segmentBytes: number;
}

export type ToFetcher =
  | { readonly type: "start"; readonly job: FetchJob }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "limit"; readonly bytesPerSecond: number | null }
  /** Ends the job and removes what has come. */
  | { readonly type: "cancel" };

export interface FetchedFile {
  /** Relative to the directory. */
  readonly name: string;
  readonly bytes: number;
  readonly totalBytes: number;
  /** As the hub states it, in hexadecimal digits; absent or null where it does not. */
  readonly sha256?: string | null;
}

/** On the wire, encryption and handshakes included. */
export interface HostTraffic {
  readonly host: string;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export type FromFetcher =
  | { readonly type: "ready" }
  /** A host that the job is about to reach, before the first byte goes out. */
  | { readonly type: "host"; readonly host: string; readonly purpose: string }
  | {
      readonly type: "progress";
      readonly state: Extract<DownloadState, "resolving" | "downloading" | "paused" | "verifying">;
      /** While a file is verified, its `bytes` are those that have been. */
      readonly files: readonly FetchedFile[];
      readonly bytesSent: number;
      readonly bytesReceived: number;
      readonly hosts?: readonly HostTraffic[];
    }
  | {
      readonly type: "done";
      /** Absolute, in the order of a split model's parts. */
      readonly paths: readonly string[];
      readonly repository: string | null;
      /** The commit, where the hub told it. */
      readonly revision: string | null;
      readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
      readonly bytesSent: number;
      readonly bytesReceived: number;
      readonly hosts?: readonly HostTraffic[];
    }
  | { readonly type: "failed"; readonly error: WireError; readonly bytesSent: number }
  /** Something that a reader of the log should know: why a file starts over, what could not be verified. */
  | { readonly type: "notice"; readonly text: string };
