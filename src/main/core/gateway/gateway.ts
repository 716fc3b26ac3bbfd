import { TresorError } from "../../../shared/errors";
import { within } from "./answer/event-reader";
import type { Gateway, GatewayDependencies } from "./gateway-port";
import { defaultPace, type GatewayContext, type Pace } from "./gateway-context";
import { createHttpServer } from "./http-server";
import { OpenRequests } from "./open-requests";
import { defaultConnectionLimits, type ConnectionLimits } from "./reach/connection-limits";
import { Doors } from "./reach/doors";
import { OneTimeLinks } from "./window/one-time-links";
import { Sessions } from "./window/sessions";

/** After the drain's end: time for streams to write that Tresor is stopping. */
const partingMilliseconds = 500;

/** The one address that everything local talks to. */
export function createGateway(
  dependencies: GatewayDependencies,
  pace: Pace = defaultPace,
  limits: ConnectionLimits = defaultConnectionLimits,
): Gateway {
  const openRequests = new OpenRequests();
  const links = new OneTimeLinks();
  const context: GatewayContext = { ...dependencies, openRequests, links, sessions: new Sessions(), pace };
  const server = createHttpServer(context);
  const doors = new Doors({
    // Fastify has one server of its own, which stays closed: all doors are alike, and each marks what comes through it.
    route: (request, response) => server.routing(request, response),
    limits,
    onNetworkClient: dependencies.onNetworkClient,
  });
  let url: string | null = null;

  return {
    listen: async (host, port) => {
      await server.ready();
      url = await doors.open({ kind: "local", host: bindable(host), port });
      return url;
    },
    open: (door) => doors.open(door),
    oneTimeLink: () => {
      if (url === null) throw new TresorError("internal", "There is no address to link to before listen.");
      return `${url}/?link=${links.create()}`;
    },
    close: async (drainMilliseconds) => {
      openRequests.beginClosing();
      doors.stopAccepting();
      const closed = server.close();
      await within(openRequests.idle(), drainMilliseconds);
      openRequests.abortAnswers();
      await within(openRequests.idle(), partingMilliseconds);
      // What is left are connections without a request, such as those that browsers open in advance.
      doors.closeAllConnections();
      await closed;
    },
  };
}

/** Loopback only: this door asks for no key. Another address is a door of its own. */
function bindable(host: string): string {
  const name = host.toLowerCase();
  if (name === "localhost" || name === "127.0.0.1") return "127.0.0.1";
  if (name === "::1" || name === "[::1]") return "::1";
  throw new TresorError(
    "invalid_request",
    `The door for this machine is on loopback: it takes 127.0.0.1, localhost or ::1.`,
    {
      field: "host",
    },
  );
}
