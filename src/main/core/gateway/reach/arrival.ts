import type { IncomingMessage } from "node:http";

/**
 * Where a request came in. `local` and `ollama` are ports on loopback, `socket` is the Unix socket, `network` is what other machines
 * reach.
 */
export type DoorKind = "local" | "ollama" | "socket" | "network";

export interface Arrival {
  readonly door: DoorKind;
  readonly scheme: "http" | "https";
  /** The address on this machine that the connection reached; null on a Unix socket. */
  readonly localAddress: string | null;
}

/** What a request is that no door marked: one that a test injects. */
const injected: Arrival = { door: "local", scheme: "http", localAddress: "127.0.0.1" };

const arrivals = new WeakMap<IncomingMessage, Arrival>();

/** Set by the door, before anything looks at the request. */
export function setArrival(request: IncomingMessage, arrival: Arrival): void {
  arrivals.set(request, arrival);
}

export function arrivalOf(request: IncomingMessage): Arrival {
  return arrivals.get(request) ?? injected;
}

/** Whether a program of this machine sent it. Only such a one may ask without a key, wherever the network's door is open to. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  return arrivalOf(request).door !== "network";
}
