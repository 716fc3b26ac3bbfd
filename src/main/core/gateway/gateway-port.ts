import type { Handlers } from "../../../shared/contract/derive";
import type { TresorEvent } from "../../../shared/contract/events";
import type { Resident } from "../../../shared/shapes/resident";
import type { Inference } from "../inference/canonical";
import type { Logger } from "../kernel/logger";
import type { DoorPlan } from "./reach/doors";
import type { Library } from "../library/library-port";
import type { GatewayCaller } from "./identity/caller";
import type { Metrics } from "../metrics/metrics";
import type { RequestTrails } from "./request-trail";
import type { BlobStore } from "../library-changes/blobs/blob-store";
import type { PresetBook } from "../presets/preset-book";

/** All that the gateway needs of the core; a test passes fakes. */
export interface GatewayDependencies {
  readonly inference: Inference;
  /** Observes the inference; the access log reads it. */
  readonly trails: RequestTrails;
  readonly metrics: Pick<Metrics, "expose" | "http">;
  readonly library: Library;
  readonly residents: () => readonly Resident[];
  readonly handlers: Handlers;
  /** What names add to requests; for Ollama's dialect, which creates and shows them. */
  readonly presets: Pick<PresetBook, "of" | "create">;
  /** Model files that clients of Ollama send. */
  readonly blobs: Pick<BlobStore, "has" | "receive" | "claim">;
  readonly subscribe: (listener: (event: TresorEvent) => void) => () => void;
  /** Demanded by every control call as `Authorization: Bearer`, or as the session cookie that the one-time link gave. */
  readonly adminToken: string;
  readonly keys: CallerKeys;
  readonly version: string;
  /** The built renderer (`out/renderer`), served at `/` behind the admin token; null: no window over HTTP. */
  readonly windowDirectory: string | null;
  readonly logger: Logger;
  /** Names and web pages that the user allows beside this machine's own; read anew for every request. */
  readonly callableBy: () => { readonly allowedHosts: readonly string[]; readonly allowedOrigins: readonly string[] };
  /** Told the address of another machine that connects. */
  readonly onNetworkClient: (address: string) => void;
  /** Default 16 MiB. */
  readonly bodyLimitBytes?: number;
}

/** The keys that clients have. */
export interface CallerKeys {
  /** The client whose key this is; null when it is not good. Takes the same time for every wrong key. */
  find(key: string): GatewayCaller | null;
  /** Whether a program on this machine may ask models without one. */
  localWithoutKey(): boolean;
}

export interface Gateway {
  /** Binds; port 0 takes a free one. Returns the base URL without a trailing slash. @throws TresorError `port_taken` */
  listen(host: string, port: number): Promise<string>;
  /** Opens one more door after `listen`, and tells its address. @throws TresorError `port_taken`, `invalid_request` */
  open(door: DoorPlan): Promise<string>;
  /** A link that opens the dashboard once and gives that browser a session; a new one at each call. Needs `listen` before. */
  oneTimeLink(): string;
  /** Stops accepting, lets running requests end for the given time, then closes their connections. */
  close(drainMilliseconds: number): Promise<void>;
}
