import { Agent as HttpAgent, type ClientRequestArgs } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";

/** Opens the connection that a request asks for. */
export type OpenRoad = (secure: boolean, host: string, port: number) => Promise<Duplex>;

type Created = (error: Error | null, stream: Duplex) => void;

const keepAlive = { keepAlive: true, scheduling: "lifo" } as const;

/** Keeps connections for the next request and opens new ones over our own road. */
export function roadAgents(open: OpenRoad): { readonly http: HttpAgent; readonly https: HttpsAgent } {
  const http = new HttpAgent(keepAlive);
  const https = new HttpsAgent(keepAlive);
  http.createConnection = (options, created) => along(open, false, options, created);
  https.createConnection = (options, created) => along(open, true, options, created);
  return { http, https };
}

function along(open: OpenRoad, secure: boolean, options: ClientRequestArgs, created?: Created): undefined {
  const host = (options.host ?? "").replace(/^\[|\]$/g, "");
  open(secure, host, Number(options.port ?? (secure ? 443 : 80))).then(
    (stream) => created?.(null, stream),
    // The type wants a stream beside an error; Node looks at the error alone.
    (error: unknown) => (created as ((error: unknown) => void) | undefined)?.(error),
  );
}
