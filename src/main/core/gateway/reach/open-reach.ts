import { TresorError } from "../../../../shared/errors";
import type { Door } from "../../../../shared/shapes/status";
import type { Logger } from "../../kernel/logger";
import type { Gateway } from "../gateway-port";
import { namesFor } from "./certificate/names";
import { fingerprintOf, keptIdentity, readOwnIdentity } from "./certificate/tls-identity";
import type { DoorPlan, TlsIdentity } from "./doors";
import { answersAt } from "./open-unix-socket";
import { planReach } from "./plan-reach";

const defaultNetworkPort = 8_738;
const ollamaHost = "127.0.0.1";
const ollamaPort = 11_434;

export interface ReachOptions {
  readonly host: string;
  readonly port: number;
  readonly allowNetwork: boolean;
  readonly networkPort: number | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly allowedHosts: readonly string[];
  readonly unixSocket: string | null;
  readonly ollamaPort: boolean;
  /** Where our own certificate is kept. */
  readonly folder: string;
  readonly goodKeys: () => Promise<number>;
  readonly logger: Logger;
}

/**
 * Opens all doors that are wanted; the first is the one for this machine. What cannot be had of the Unix socket and Ollama's port is
 * told in the door's problem: it must not keep Tresor from serving.
 * @throws TresorError `invalid_request` before anything is bound, `port_taken`
 */
export async function openReach(gateway: Gateway, options: ReachOptions): Promise<[Door, ...Door[]]> {
  const { localHost, networkHost } = planReach(options, await options.goodKeys());
  const tls = networkHost === null ? null : await identityFor(networkHost, options);

  const local = doorAt("local", await gateway.listen(localHost, options.port));
  const others: Door[] = [];
  if (networkHost !== null && tls !== null) {
    const port = options.networkPort ?? defaultNetworkPort;
    const address = await gateway.open({ kind: "network", host: networkHost, port, tls });
    others.push({ ...doorAt("network", address), fingerprint: fingerprintOf(tls) });
  }
  if (options.unixSocket !== null) {
    others.push(await tryToOpen(gateway, { kind: "socket", path: options.unixSocket }, options.logger));
  }
  if (options.ollamaPort) others.push(await openOllamaPort(gateway, options.logger));
  return [local, ...others];
}

async function identityFor(host: string, { tls, folder, allowedHosts }: ReachOptions): Promise<TlsIdentity> {
  const now = new Date();
  if (tls !== undefined) return readOwnIdentity(tls.certFile, tls.keyFile, now);
  return await keptIdentity(folder, namesFor(host, allowedHosts), now);
}

async function openOllamaPort(gateway: Gateway, logger: Logger): Promise<Door> {
  const at = { host: ollamaHost, port: ollamaPort };
  // Where Ollama listens on all addresses, macOS would let us bind this one and take its callers away.
  if (await answersAt(at))
    return closed({ kind: "ollama", ...at }, "Another program, such as Ollama, answers there.", logger);
  return await tryToOpen(gateway, { kind: "ollama", ...at }, logger);
}

async function tryToOpen(gateway: Gateway, plan: DoorPlan, logger: Logger): Promise<Door> {
  try {
    return doorAt(plan.kind, await gateway.open(plan));
  } catch (error) {
    return closed(plan, TresorError.from(error).message, logger);
  }
}

function closed(plan: DoorPlan, problem: string, logger: Logger): Door {
  const address = plan.kind === "socket" ? plan.path : `http://${plan.host}:${plan.port}`;
  logger.warn({ door: plan.kind, address, problem }, "a door stays closed");
  return { ...doorAt(plan.kind, address), problem };
}

function doorAt(kind: Door["kind"], address: string): Door {
  return { kind, address, problem: null, fingerprint: null };
}
