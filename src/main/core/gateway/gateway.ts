import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { TresorError } from "../../../shared/errors";
import { within } from "./answer/event-reader";
import type { Gateway, GatewayDependencies } from "./gateway-port";
import { defaultPace, type GatewayContext, type Pace } from "./gateway-context";
import { createHttpServer } from "./http-server";
import { OpenRequests } from "./open-requests";
import { OneTimeLinks } from "./window/one-time-links";
import { Sessions } from "./window/sessions";

/** After the drain's end: time for streams to write that Tresor is stopping. */
const partingMilliseconds = 500;

/** The one address that everything local talks to. */
export function createGateway(dependencies: GatewayDependencies, pace: Pace = defaultPace): Gateway {
  const openRequests = new OpenRequests();
  const links = new OneTimeLinks();
  const context: GatewayContext = { ...dependencies, openRequests, links, sessions: new Sessions(), pace };
  const server = createHttpServer(context);
  let url: string | null = null;

  return {
    listen: async (host, port) => {
      url = await listen(server, bindable(host), port);
      return url;
    },
    oneTimeLink: () => {
      if (url === null) throw new TresorError("internal", "There is no address to link to before listen.");
      return `${url}/?link=${links.create()}`;
    },
    close: async (drainMilliseconds) => {
      openRequests.beginClosing();
      const closed = server.close();
      await within(openRequests.idle(), drainMilliseconds);
      openRequests.abortAnswers();
      await within(openRequests.idle(), partingMilliseconds);
      // What is left are connections without a request, such as those that browsers open in advance.
      server.server.closeAllConnections();
      await closed;
    },
  };
}

/** Loopback only: another address would be open to the network, and the Host guard would refuse its callers anyway. */
function bindable(host: string): string {
  const name = host.toLowerCase();
  if (name === "localhost" || name === "127.0.0.1") return "127.0.0.1";
  if (name === "::1" || name === "[::1]") return "::1";
  throw new TresorError(
    "invalid_request",
    `Tresor serves this machine only: --host takes 127.0.0.1, localhost or ::1.`,
    {
      field: "host",
    },
  );
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenFailure(error, host, port);
  }
  const { port: bound } = server.server.address() as AddressInfo;
  return `http://${host === "::1" ? "[::1]" : host}:${bound}`;
}

function listenFailure(error: unknown, host: string, port: number): TresorError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") {
    return new TresorError("invalid_request", `This machine has no address ${host}; use --host 127.0.0.1.`, {
      field: "host",
    });
  }
  const what = code === "EACCES" ? "may not be used without more rights" : "is taken by another program";
  if (code !== "EADDRINUSE" && code !== "EACCES") return TresorError.from(error);
  return new TresorError("port_taken", `Port ${port} on ${host} ${what}; stop that program or choose another --port.`, {
    host,
    port,
  });
}
