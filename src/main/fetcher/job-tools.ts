import type { RateLimit } from "./rate-limit";
import type { Conditions } from "./persistence";
import type { Web } from "./web/web";

/** What every part of the job works with. */
export interface JobTools extends Conditions {
  readonly web: Web;
  readonly limit: RateLimit;
  readonly connections: number;
  /** Tells the log. */
  readonly notice: (text: string) => void;
}

/** One file of the job, and what is known of it before its bytes come. */
export interface WantedFile {
  /** Relative to the job's directory. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly address: URL;
  readonly sizeBytes: number;
  /** As the hub promises it; null: it does not. */
  readonly sha256: string | null;
  /** Strong; null where none is known or the hash tells more. */
  readonly etag: string | null;
}
