import type { ServerOptions } from "node:http";

/** What one connection, and all connections of one door, may take of us. */
export interface ConnectionLimits {
  /** A request's headers must be there in this time, counted from the connection's begin; so silent connections end too. */
  readonly headersMilliseconds: number;
  /** A whole request, its body included, must be there in this time, long uploads excepted. Answering has no limit of its own. */
  readonly requestMilliseconds: number;
  /** Between two requests of a connection. */
  readonly keepAliveMilliseconds: number;
  /** How often connections are looked at for the three above. */
  readonly checkMilliseconds: number;
  /** Connections of one door; one more is closed at once. Each takes a file descriptor and some 10 kB. */
  readonly connections: number;
}

export const defaultConnectionLimits: ConnectionLimits = {
  headersMilliseconds: 10_000,
  requestMilliseconds: 60_000,
  keepAliveMilliseconds: 72_000,
  checkMilliseconds: 5_000,
  connections: 16_384,
};

/** More than any client sends; Node reads no further names than this. */
const mostHeaders = 200;
const largestHeadersBytes = 16 * 1_024;

/** Node's own options for these limits. Two lengths for one body, or bare line ends, are refused: they hide a second request. */
export function httpOptions(limits: ConnectionLimits): ServerOptions {
  return {
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    maxHeaderSize: largestHeadersBytes,
    insecureHTTPParser: false,
    requireHostHeader: false,
    noDelay: true,
  };
}

export function limitConnections(
  server: { maxConnections: number; maxHeadersCount: number | null },
  limits: ConnectionLimits,
): void {
  server.maxConnections = limits.connections;
  server.maxHeadersCount = mostHeaders;
}
