import type { Socket } from "node:net";
import type { HostTraffic } from "../../core/downloads/fetcher-protocol";

/** What has gone over the wire, by host, encryption and handshakes included. */
export class Traffic {
  readonly #open = new Map<Socket, string>();
  readonly #ended = new Map<string, HostTraffic>();

  watch(host: string, socket: Socket): void {
    this.#open.set(socket, host);
    socket.once("close", () => {
      this.#open.delete(socket);
      this.#ended.set(host, sum(host, this.#ended.get(host), socket));
    });
  }

  get hosts(): HostTraffic[] {
    const all = new Map(this.#ended);
    for (const [socket, host] of this.#open) all.set(host, sum(host, all.get(host), socket));
    return [...all.values()];
  }

  get bytesSent(): number {
    return this.hosts.reduce((total, { bytesSent }) => total + bytesSent, 0);
  }

  get bytesReceived(): number {
    return this.hosts.reduce((total, { bytesReceived }) => total + bytesReceived, 0);
  }
}

function sum(host: string, before: HostTraffic | undefined, socket: Socket): HostTraffic {
  return {
    host,
    bytesSent: (before?.bytesSent ?? 0) + socket.bytesWritten,
    bytesReceived: (before?.bytesReceived ?? 0) + socket.bytesRead,
  };
}
