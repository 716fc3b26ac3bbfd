import type { Handlers } from "../../../shared/contract/derive";
import type { ReachOptions } from "../gateway/reach/open-reach";
import type { TresorOptions } from "../tresor-port";

/** Where this start is to be reached: its flags, else the stored settings. */
export function reachOptions(
  { host, port, reach = {}, settings, dataDirectory, logger }: TresorOptions,
  { keys }: Pick<Handlers, "keys">,
): ReachOptions {
  const stored = settings.read();
  return {
    host: host ?? "127.0.0.1",
    port: port ?? stored.port,
    allowNetwork: reach.allowNetwork ?? false,
    networkPort: reach.networkPort,
    tls: reach.tls,
    allowedHosts: [...stored.allowedHosts, ...(reach.allowedHosts ?? [])],
    unixSocket: reach.unixSocket ?? stored.unixSocket,
    ollamaPort: reach.ollamaPort ?? stored.ollamaPort,
    folder: dataDirectory.path,
    goodKeys: async () => {
      const answer = await keys({}, { client: "cli", signal: new AbortController().signal });
      return answer.keys.filter(({ revokedAt }) => revokedAt === null).length;
    },
    logger,
  };
}
