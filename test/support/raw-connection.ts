import { connect, type Socket } from "node:net";

/** Everything that comes back for some bytes, to the end of the connection; a reset is an end. */
export function exchange(url: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("latin1");
    socket.on("data", (data: string) => (received += data));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
}

/** Connections that send what they are told, and nothing more. */
export async function openConnections(url: string, count: number, bytes = ""): Promise<Socket[]> {
  const port = Number(new URL(url).port);
  const sockets: Socket[] = [];
  // In groups: the system keeps a bounded queue of connections that are not yet accepted.
  for (let begun = 0; begun < count; begun += 100) {
    const group = Array.from({ length: Math.min(100, count - begun) }, () => connect(port, "127.0.0.1"));
    sockets.push(...group);
    await Promise.all(group.map((socket) => connected(socket)));
    if (bytes !== "") for (const socket of group) socket.write(bytes);
  }
  return sockets;
}

/** Resolves when the other side has ended all of them. */
export async function allClosed(sockets: readonly Socket[]): Promise<void> {
  await Promise.all(sockets.map((socket) => (socket.destroyed ? Promise.resolve() : closed(socket))));
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.resume();
    socket.once("close", () => resolve());
  });
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
    socket.on("error", () => undefined);
  });
}
