import type { Handlers } from "../../../shared/contract/derive";
import type { Door } from "../../../shared/shapes/status";
import type { Gateway, GatewayDependencies } from "../gateway/gateway-port";
import { NetworkClients } from "../gateway/reach/network-clients";
import { openReach, type ReachOptions } from "../gateway/reach/open-reach";
import type { NetworkReach } from "../sovereignty/sovereignty";
import type { TresorOptions } from "../tresor-port";

export interface ReachParts extends Pick<GatewayDependencies, "callableBy" | "onNetworkClient"> {
  readonly doors: () => Door[];
  readonly network: () => NetworkReach;
  /** On which other machines' connections are expected. */
  readonly networkPorts: () => number[];
  /** Opens all doors; returns the URL of the one for this machine. @throws TresorError as `openReach` */
  readonly open: (gateway: Gateway, handlers: Pick<Handlers, "keys">) => Promise<string>;
}

/** Where Tresor is reached. `onChanged` is told when another machine can connect, and when one does for the first time. */
export function composeReach(options: TresorOptions, onChanged: () => void): ReachParts {
  let doors: readonly Door[] = [];
  const clients = new NetworkClients(onChanged);
  const callableBy = () => {
    const { allowedHosts, allowedOrigins } = options.settings.read();
    return { allowedHosts: [...allowedHosts, ...(options.reach?.allowedHosts ?? [])], allowedOrigins };
  };
  return {
    doors: () => [...doors],
    network: () => ({
      address: doors.find(({ kind }) => kind === "network")?.address ?? null,
      clients: clients.count,
    }),
    networkPorts: () => doors.flatMap(({ kind, address }) => (kind === "network" ? [portOf(address)] : [])),
    callableBy,
    onNetworkClient: (address) => clients.add(address),
    open: async (gateway, handlers) => {
      const { allowedHosts } = callableBy();
      const opened = await openReach(
        gateway,
        reachOptions(options, allowedHosts, () => countGoodKeys(handlers)),
      );
      doors = opened;
      onChanged();
      return opened[0].address;
    },
  };
}

/** A URL leaves out the port that its scheme has anyway. */
function portOf(address: string): number {
  const { port } = new URL(address);
  return port === "" ? 443 : Number(port);
}

/** The flags of this start, else the stored settings. */
function reachOptions(
  { host, port, reach = {}, settings, dataDirectory, logger }: TresorOptions,
  allowedHosts: readonly string[],
  goodKeys: () => Promise<number>,
): ReachOptions {
  const stored = settings.read();
  return {
    host: host ?? "127.0.0.1",
    port: port ?? stored.port,
    allowNetwork: reach.allowNetwork ?? false,
    networkPort: reach.networkPort,
    tls: reach.tls,
    allowedHosts,
    unixSocket: reach.unixSocket ?? stored.unixSocket,
    ollamaPort: reach.ollamaPort ?? stored.ollamaPort,
    folder: dataDirectory.path,
    goodKeys,
    logger,
  };
}

async function countGoodKeys({ keys }: Pick<Handlers, "keys">): Promise<number> {
  const answer = await keys({}, { client: "cli", signal: new AbortController().signal });
  return answer.keys.filter(({ revokedAt }) => revokedAt === null).length;
}
