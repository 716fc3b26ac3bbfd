import { once } from "node:events";
import { request } from "node:http";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface Destination {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Through which the connection goes; null: straight there. */
  readonly proxy: URL | null;
}

/**
 * A connection to the destination, through the proxy's CONNECT where there is one: the proxy sees host and port, no more.
 *
 * @param opened is told of the one socket that leaves this machine, before a byte goes out
 * @throws Error of the network; Error when the proxy refuses; AbortError
 */
export async function connect(
  destination: Destination,
  opened: (socket: Socket) => void,
  signal: AbortSignal,
): Promise<Socket> {
  const { secure, host, port, proxy } = destination;
  const raw =
    proxy === null
      ? connectTcp({ host, port })
      : connectTcp({ host: proxy.hostname.replace(/^\[|\]$/g, ""), port: Number(proxy.port || 80) });
  raw.setNoDelay(true);
  opened(raw);
  try {
    await once(raw, "connect", { signal });
    if (proxy !== null) await askProxy(raw, proxy, `${host.includes(":") ? `[${host}]` : host}:${port}`, signal);
    if (!secure) return raw;
    const isName = !host.includes(":") && !/^[\d.]+$/.test(host);
    const encrypted = connectTls({
      ...{ socket: raw, host, ALPNProtocols: ["http/1.1"] },
      ...(isName ? { servername: host } : {}),
    });
    await once(encrypted, "secureConnect", { signal });
    return encrypted;
  } catch (error) {
    raw.on("error", () => undefined);
    raw.destroy();
    throw error;
  }
}

async function askProxy(raw: Socket, proxy: URL, target: string, signal: AbortSignal): Promise<void> {
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const asked = request({
    ...{ method: "CONNECT", path: target, signal, createConnection: () => raw },
    headers: {
      host: target,
      ...(proxy.username === ""
        ? {}
        : { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` }),
    },
  });
  const answered = once(asked, "connect", { signal });
  asked.end();
  const [answer] = (await answered) as [{ statusCode?: number }];
  if (answer.statusCode !== 200) {
    throw new Error(`The proxy ${proxy.host} refuses the connection (${answer.statusCode ?? "no status"}).`);
  }
}
