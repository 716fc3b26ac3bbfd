import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { refuseBrokenRequest } from "../failures/broken-request";
import { setArrival, type DoorKind } from "./arrival";
import { httpOptions, limitConnections, type ConnectionLimits } from "./connection-limits";
import { addressFailure } from "./listen-failure";
import { isLongUpload } from "./long-uploads";
import { openUnixSocket } from "./open-unix-socket";

/** Key and certificate in PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A place where requests are to come in. */
export type DoorPlan =
  | { readonly kind: "local" | "ollama"; readonly host: string; readonly port: number }
  | { readonly kind: "network"; readonly host: string; readonly port: number; readonly tls: TlsIdentity }
  | { readonly kind: "socket"; readonly path: string };

export interface DoorsOptions {
  /** Ready to route. */
  readonly route: (request: IncomingMessage, response: ServerResponse) => void;
  readonly limits: ConnectionLimits;
  /** Another machine has connected, by its address. */
  readonly onNetworkClient: (address: string) => void;
}

/** Everything that we listen on: one router behind several doors. */
export class Doors {
  readonly #options: DoorsOptions;
  readonly #servers: Server[] = [];

  constructor(options: DoorsOptions) {
    this.#options = options;
  }

  /** Binds, and tells the address. @throws TresorError `port_taken`, `invalid_request` */
  async open(plan: DoorPlan): Promise<string> {
    const server = this.#createServer(plan);
    if (plan.kind === "socket") {
      await openUnixSocket(server, plan.path);
      this.#servers.push(server);
      return plan.path;
    }
    const { kind, host, port } = plan;
    try {
      const listening = once(server, "listening");
      server.listen({ host, port });
      await listening;
    } catch (error) {
      throw addressFailure(error, host, port);
    }
    this.#servers.push(server);
    const { port: bound } = server.address() as AddressInfo;
    return `${schemeOf(kind)}://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  }

  /** Takes no further connection, and ends those that wait for a request. */
  stopAccepting(): void {
    for (const server of this.#servers) server.close();
    for (const server of this.#servers) server.closeIdleConnections();
  }

  closeAllConnections(): void {
    for (const server of this.#servers) server.closeAllConnections();
  }

  #createServer(plan: DoorPlan): Server {
    const { limits } = this.#options;
    const options = httpOptions(limits);
    const route = this.#routeFrom(plan.kind);
    const server =
      plan.kind === "network"
        ? createSecureServer(
            { ...options, ...plan.tls, minVersion: "TLSv1.2", handshakeTimeout: limits.headersMilliseconds },
            route,
          )
        : createServer(options, route);
    limitConnections(server, limits);
    server.on("clientError", (error: Error & { readonly code?: string }, socket: Socket) => {
      if (!isLongUpload(error, socket)) refuseBrokenRequest(error, socket);
    });
    if (plan.kind === "network") {
      server.on("connection", ({ remoteAddress }: Socket) => {
        if (remoteAddress !== undefined) this.#options.onNetworkClient(remoteAddress);
      });
    }
    return server;
  }

  #routeFrom(door: DoorKind) {
    const { route } = this.#options;
    const scheme = schemeOf(door);
    return (request: IncomingMessage, response: ServerResponse): void => {
      const localAddress = door === "socket" ? null : (request.socket.localAddress ?? "");
      setArrival(request, { door, scheme, localAddress });
      route(request, response);
    };
  }
}

function schemeOf(door: DoorKind): "http" | "https" {
  return door === "network" ? "https" : "http";
}
