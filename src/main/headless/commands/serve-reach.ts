import type { Command } from "commander";
import type { ReachFlags } from "../../core/tresor-port";
import type { Registrar } from "../command-registrar";
import { wrongUsage } from "../failure";
import { isLoopback } from "../loopback";
import type { Words } from "../language/en";

/** Commander's names for the flags below. */
export interface ServeReachFlags {
  readonly host?: string;
  readonly allowNetwork?: boolean;
  readonly networkPort?: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly allowHost?: string[];
  readonly unixSocket?: string;
  readonly ollamaPort?: boolean;
}

/** The flags that say where `tresor serve` is to be reached. */
export function addReachOptions(command: Command, { words: { options }, values }: Registrar): Command {
  return command
    .option("--host <address>", options.host)
    .option("--allow-network", options.allowNetwork)
    .option("--network-port <port>", options.networkPort, values.wholeNumber(0, 65_535))
    .option("--tls-cert <file>", options.tlsCert)
    .option("--tls-key <file>", options.tlsKey)
    .option("--allow-host <name>", options.allowHost, (name: string, before: string[] | undefined) => [
      ...(before ?? []),
      name,
    ])
    .option("--unix-socket <path>", options.unixSocket)
    .option("--ollama-port", options.ollamaPort);
}

/** @throws TresorError `invalid_request`: flags that do not go together */
export function reachOf(flags: ServeReachFlags, { usage }: Words): ReachFlags {
  const { host, allowNetwork, networkPort, tlsCert, tlsKey, allowHost, unixSocket, ollamaPort } = flags;
  if (host !== undefined && !isLoopback(host) && allowNetwork !== true) {
    throw wrongUsage(usage.invalidOption("--host", host, usage.networkNotAllowed), { field: "--host" });
  }
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw wrongUsage(usage.tlsFilesTogether, { field: "--tls-key" });
  return {
    allowNetwork,
    networkPort,
    tls: tlsCert === undefined || tlsKey === undefined ? undefined : { certFile: tlsCert, keyFile: tlsKey },
    allowedHosts: allowHost,
    unixSocket,
    ollamaPort,
  };
}
