import type { Handlers } from "../../../shared/contract/derive";
import type { TresorEvent } from "../../../shared/contract/events";
import type { Resident } from "../../../shared/shapes/resident";
import type { Inference } from "../inference/canonical";
import type { Logger } from "../kernel/logger";
import type { Library } from "../library/library-port";
import type { Metrics } from "../metrics/metrics";
import type { RequestTrails } from "./request-trail";

/** All that the gateway needs of the core; a test passes fakes. */
export interface GatewayDependencies {
  readonly inference: Inference;
  /** Observes the inference; the access log reads it. */
  readonly trails: RequestTrails;
  readonly metrics: Pick<Metrics, "expose" | "http">;
  readonly library: Library;
  readonly residents: () => readonly Resident[];
  readonly handlers: Handlers;
  readonly subscribe: (listener: (event: TresorEvent) => void) => () => void;
  /** Demanded by every control call as `Authorization: Bearer`, or as the session cookie that the one-time link gave. */
  readonly adminToken: string;
  readonly version: string;
  /** The built renderer (`out/renderer`), served at `/` behind the admin token; null: no window over HTTP. */
  readonly windowDirectory: string | null;
  readonly logger: Logger;
  /** Default 16 MiB. */
  readonly bodyLimitBytes?: number;
}

export interface Gateway {
  /** Binds; port 0 takes a free one. Returns the base URL without a trailing slash. @throws TresorError `port_taken` */
  listen(host: string, port: number): Promise<string>;
  /** A link that opens the dashboard once and gives that browser a session; a new one at each call. Needs `listen` before. */
  oneTimeLink(): string;
  /** Stops accepting, lets running requests end for the given time, then closes their connections. */
  close(drainMilliseconds: number): Promise<void>;
}
